"""All code lists, for documentation, translations and the tests that hold them complete."""

from baken.vocabulary.adverts import AdvertisedGender, ContactKind
from baken.vocabulary.code_list import CodeList
from baken.vocabulary.exploitation import (
    AllegationStatus,
    CoercionMeans,
    CustomerContact,
    ExploitationForm,
    OffenderType,
    RecruitmentMode,
    Scope,
    SextortionKind,
    TechnologyPart,
)
from baken.vocabulary.persons import PersonRole, Sex
from baken.vocabulary.places import PoliceUnit, Province
from baken.vocabulary.platforms import Certainty, Moment, Naming, PlatformRole, PlatformType
from baken.vocabulary.purposes import Purpose
from baken.vocabulary.roles import Role
from baken.vocabulary.sources import SourceKind

ALL_LISTS: tuple[CodeList, ...] = (
    PlatformType,
    PlatformRole,
    Moment,
    Certainty,
    Naming,
    ExploitationForm,
    Scope,
    RecruitmentMode,
    SextortionKind,
    CoercionMeans,
    CustomerContact,
    OffenderType,
    TechnologyPart,
    AllegationStatus,
    PersonRole,
    Sex,
    SourceKind,
    Purpose,
    Role,
    PoliceUnit,
    Province,
    AdvertisedGender,
    ContactKind,
)
