namespace Orchestrator.Runtime;

/// <param name="Size">In bytes.</param>
/// <param name="Sha256">Of the bytes, lower case hex.</param>
public sealed record MatterFile(string Name, long Size, string Sha256);

/// <summary>The files of the versions of a matter. The submission service provides it.</summary>
public interface IMatterFiles
{
    /// <summary>In the order they were attached; who may read is the caller's affair.</summary>
    Task<IReadOnlyList<MatterFile>> Of(string matterId, int version, CancellationToken ct);
}
