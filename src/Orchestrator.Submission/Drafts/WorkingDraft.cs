using Orchestrator.Submission.Versions;

namespace Orchestrator.Submission.Drafts;

/// <summary>What a department is writing now. One row per case; grows by one revision with every save.</summary>
public sealed class WorkingDraft
{
    public required string CaseId { get; init; }

    /// <summary>The content in canonical form.</summary>
    public required string Content { get; set; }

    public required long Revision { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }

    public required string UpdatedBy { get; set; }

    public required string UpdatedByName { get; set; }

    /// <summary>The template that its writer changed over to; null for the one the task came with.</summary>
    public int? TemplateVersion { get; set; }

    public DraftContent Read() => CanonicalVersion.Read(Content).Content;
}
