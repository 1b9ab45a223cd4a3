namespace Orchestrator.Submission.Attachments;

/// <summary>A file that belongs to a case's manuscript. The bytes lie outside the web root under a generated name.</summary>
public sealed class Attachment
{
    public required string Id { get; init; }

    /// <summary>The case; of a matter see <see cref="MatterFiles.KeyOf"/>.</summary>
    public required string CaseId { get; set; }

    /// <summary>The name it came with, checked; only shown and offered for download.</summary>
    public required string Name { get; init; }

    public required string MediaType { get; init; }

    public required long Size { get; init; }

    public required string Sha256 { get; init; }

    public required string StoredAs { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }

    public required string UploadedBy { get; init; }

    public required string UploadedByName { get; init; }

    /// <summary>Taken out of the working draft; frozen versions keep it.</summary>
    public DateTimeOffset? RemovedAt { get; set; }

    public string? RemovedBy { get; set; }
}
