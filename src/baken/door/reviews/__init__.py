"""What people say of held adverts: let go online, or refused with a statement of reasons."""
