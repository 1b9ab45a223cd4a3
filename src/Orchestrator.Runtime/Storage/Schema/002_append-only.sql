${append-only:rt_audit}
