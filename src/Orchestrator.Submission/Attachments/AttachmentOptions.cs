namespace Orchestrator.Submission.Attachments;

/// <param name="Directory">Where files are kept; never inside the web root. Hosts of one database share it.</param>
public sealed record AttachmentOptions(string Directory)
{
    public long LargestFile { get; init; } = 20L << 20;

    public long LargestCase { get; init; } = 100L << 20;

    public int MostFiles { get; init; } = 50;
}
