namespace Orchestrator.Submission.Versions;

/// <summary>What a frozen version is in the life of a case.</summary>
public enum VersionKind
{
    /// <summary>初稿: the first of round 1.</summary>
    First,

    /// <summary>补正稿: again in the same round, after it was sent back.</summary>
    Correction,

    /// <summary>呈报稿: the first of a later round.</summary>
    Revision,

    /// <summary>会前、会后修改稿 and the text for printing.</summary>
    Meeting,
}

/// <summary>A submitted version (T-07): never changed; <see cref="Sha256"/> is the hash of <see cref="Content"/>.</summary>
public sealed class FrozenVersion
{
    public required string CaseId { get; init; }

    public required string Number { get; init; }

    public required int Major { get; init; }

    public required int N { get; init; }

    public required int Round { get; init; }

    public required VersionKind Kind { get; init; }

    public required string Title { get; init; }

    public required int Length { get; init; }

    public required string Content { get; init; }

    public required string Sha256 { get; init; }

    public string? UnitId { get; init; }

    public string? UnitName { get; init; }

    public required string AuthorId { get; init; }

    public required string AuthorName { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string TaskId { get; init; }

    /// <summary>The template it was written on; null when there was none.</summary>
    public int? TemplateVersion { get; init; }

    /// <summary>Why it keeps to an older template than the campaign's current one (T-09).</summary>
    public string? TemplateReason { get; init; }

    /// <summary>Whether the stored content still has the hash that was taken when it was frozen.</summary>
    public bool Intact => CanonicalVersion.Sha256(Content) == Sha256;
}

/// <summary>An attachment belongs to a frozen version: its file is kept even when it is removed from the draft.</summary>
public sealed class VersionAttachment
{
    public required string CaseId { get; init; }

    public required string Version { get; init; }

    public required string AttachmentId { get; init; }
}
