"""From documents to dated events to a published data package."""
