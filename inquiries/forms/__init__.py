"""What people type about inquiries."""
