"""All code lists, for documentation, translations and the tests that hold them complete."""

from baken.vocabulary.adverts import AdvertisedGender, ContactKind
from baken.vocabulary.api import ApiScope, DeliveryState, WebhookKind
from baken.vocabulary.campaigns import (
    CampaignPart,
    CampaignState,
    FindMatch,
    FindOutcome,
    ProposalState,
    SearchRoute,
)
from baken.vocabulary.captures import CaptureRecord, CaptureWay
from baken.vocabulary.catalogue import DsaQualification, PlatformChangeKind, PlatformStatus
from baken.vocabulary.circumstances import Vulnerability
from baken.vocabulary.code_list import CodeList
from baken.vocabulary.country_groups import CountryGroup
from baken.vocabulary.crawls import CrawlEnd, CrawlEvery, CrawlState, CrawlTrouble
from baken.vocabulary.dialogue import (
    AgendaGroup,
    DialogueMeetingState,
    DialogueMeetingStepKind,
    DialogueState,
    DialogueStepKind,
    DialogueSubject,
    DialogueTurn,
    DialogueWay,
)
from baken.vocabulary.door import AgeEvidenceMethod, DoorDecision, EvidenceBond, HoldGround
from baken.vocabulary.editions import (
    AskedEditionState,
    EditionKind,
    EditionState,
    PartnerKind,
    ProvisionState,
)
from baken.vocabulary.exploitation import (
    AllegationStatus,
    CoercionMeans,
    CustomerContact,
    ExploitationForm,
    GroomerType,
    OffenderType,
    RecruitmentMode,
    Scope,
    SextortionKind,
    StatusDecider,
    TechnologyPart,
)
from baken.vocabulary.grounds import (
    BasisDocumentKind,
    BasisState,
    CaptureKind,
    LegalGround,
    SpecialGround,
)
from baken.vocabulary.hand_overs import HandOverState
from baken.vocabulary.holds import HeldKind
from baken.vocabulary.judgements import JudgementReason, LinkJudgement, LinkLevel
from baken.vocabulary.market import MarketAlarmState, MarketChange, NotComparable
from baken.vocabulary.persons import PersonRole, Sex
from baken.vocabulary.places import PoliceUnit, Province
from baken.vocabulary.platforms import Certainty, Moment, Naming, PlatformRole, PlatformType
from baken.vocabulary.publications import BlockKind, PublicationState
from baken.vocabulary.purposes import Purpose
from baken.vocabulary.roles import Role
from baken.vocabulary.rule_sets import RuleSetState
from baken.vocabulary.sources import SourceKind
from baken.vocabulary.statement_keywords import StatementKeyword
from baken.vocabulary.statements import (
    StatementAccount,
    StatementAccountType,
    StatementAutomation,
    StatementCategory,
    StatementContentType,
    StatementGround,
    StatementMonetary,
    StatementProvision,
    StatementSource,
    StatementState,
    StatementVisibility,
)
from baken.vocabulary.transparency import TransparencyKind, TransparencyOutcome
from baken.vocabulary.triage import (
    AssessmentOutcome,
    HindsightState,
    LeadState,
    LeadStepKind,
    OutcomeExportState,
    UrgentKind,
)

ALL_LISTS: tuple[CodeList, ...] = (
    PlatformType,
    PlatformStatus,
    PlatformChangeKind,
    DsaQualification,
    DialogueSubject,
    DialogueWay,
    DialogueState,
    DialogueStepKind,
    DialogueTurn,
    AgendaGroup,
    DialogueMeetingState,
    DialogueMeetingStepKind,
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
    GroomerType,
    TechnologyPart,
    AllegationStatus,
    StatusDecider,
    PersonRole,
    Sex,
    CountryGroup,
    Vulnerability,
    SourceKind,
    LegalGround,
    SpecialGround,
    BasisDocumentKind,
    BasisState,
    CaptureKind,
    CaptureWay,
    CaptureRecord,
    CrawlState,
    CrawlEnd,
    CrawlTrouble,
    CrawlEvery,
    Purpose,
    Role,
    PoliceUnit,
    Province,
    AdvertisedGender,
    ContactKind,
    LeadState,
    OutcomeExportState,
    HindsightState,
    LeadStepKind,
    AssessmentOutcome,
    UrgentKind,
    HeldKind,
    HandOverState,
    AskedEditionState,
    EditionKind,
    EditionState,
    PartnerKind,
    ProvisionState,
    PublicationState,
    BlockKind,
    LinkJudgement,
    LinkLevel,
    JudgementReason,
    RuleSetState,
    CampaignState,
    CampaignPart,
    SearchRoute,
    FindOutcome,
    FindMatch,
    ProposalState,
    MarketChange,
    MarketAlarmState,
    NotComparable,
    StatementVisibility,
    StatementMonetary,
    StatementProvision,
    StatementAccount,
    StatementAccountType,
    StatementGround,
    StatementSource,
    StatementAutomation,
    StatementContentType,
    StatementCategory,
    StatementKeyword,
    StatementState,
    TransparencyKind,
    TransparencyOutcome,
    DoorDecision,
    HoldGround,
    AgeEvidenceMethod,
    EvidenceBond,
    ApiScope,
    WebhookKind,
    DeliveryState,
)
