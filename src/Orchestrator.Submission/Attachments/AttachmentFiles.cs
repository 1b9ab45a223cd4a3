using System.Security.Cryptography;

namespace Orchestrator.Submission.Attachments;

/// <summary>A file that has been received and checked, and is not yet part of a case.</summary>
public sealed record ReceivedFile(string StoredAs, long Size, string Sha256, AttachmentKind? Kind, string? Problem);

/// <summary>The bytes of attachments on disk. Every upload gets a name of its own, so a repeated upload never touches the
/// file of an earlier one.</summary>
public sealed class AttachmentFiles(AttachmentOptions options)
{
    /// <summary>Streams to disk with a hash, stops at the size limit, then looks at the bytes. A refused file is gone.</summary>
    public async Task<ReceivedFile> Receive(Stream content, CancellationToken ct)
    {
        var name = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var kept = false;
        try
        {
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.Asynchronous);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var size = await Copy(content, file, hash, ct);
            if (size > options.LargestFile)
            {
                return new ReceivedFile(name, size, "", null, $"单个附件不得超过 {options.LargestFile >> 20} MB");
            }

            file.Flush(flushToDisk: true);
            var (kind, problem) = AttachmentContent.Recognise(file);
            kept = problem is null;
            return new ReceivedFile(name, size, Convert.ToHexStringLower(hash.GetHashAndReset()), kind, problem);
        }
        finally
        {
            if (!kept)
            {
                Delete(name);
            }
        }
    }

    public Stream Open(string storedAs) =>
        new FileStream(PathOf(storedAs), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan);

    public bool Exists(string storedAs) => File.Exists(PathOf(storedAs));

    public void Delete(string storedAs) => File.Delete(PathOf(storedAs));

    /// <summary>The stored names of files that have not been touched for that long.</summary>
    public IEnumerable<string> OlderThan(TimeSpan age, DateTimeOffset now) =>
        !Directory.Exists(options.Directory) ? [] : Directory.EnumerateFiles(options.Directory, "*", SearchOption.AllDirectories)
            .Where(path => File.GetLastWriteTimeUtc(path) < (now - age).UtcDateTime).Select(Path.GetFileName).OfType<string>()
            .Where(name => name.Length == 32 && name.All(char.IsAsciiHexDigitLower));

    private async Task<long> Copy(Stream content, FileStream file, IncrementalHash hash, CancellationToken ct)
    {
        var buffer = new byte[1 << 16];
        long size = 0;
        while (size <= options.LargestFile && await content.ReadAsync(buffer, ct) is var read and > 0)
        {
            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), ct);
            size += read;
        }

        return size;
    }

    // Two levels keep folders small; the name is ours, so no path of anybody else gets here.
    private string PathOf(string name) =>
        name.Length == 32 && name.All(char.IsAsciiHexDigitLower)
            ? Path.Combine(options.Directory, name[..2], name)
            : throw new ArgumentException("Not a stored name.", nameof(name));
}
