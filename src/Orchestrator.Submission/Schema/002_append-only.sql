-- T-07: a submitted version and the list of its attachments are never changed.
${append-only:su_versions}
${append-only:su_version_attachments}
