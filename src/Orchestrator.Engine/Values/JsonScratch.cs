using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Orchestrator.Engine.Values;

/// <summary>
/// A JSON writer with its buffer, lent by the thread: what a step writes is short and written often. Chinese text stays as it
/// is, not escaped; the writer does not check that what it is told to write is well-formed. One at a time; another one asked
/// for in between is a new one.
/// </summary>
public sealed class JsonScratch : IDisposable
{
    // A buffer that once had to be larger than this is not kept.
    private const int Kept = 64 * 1024;

    [ThreadStatic]
    private static JsonScratch? _idle;

    private readonly ArrayBufferWriter<byte> _buffer = new(1024);

    private JsonScratch() => Writer = new(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    public Utf8JsonWriter Writer { get; }

    public static JsonScratch Take()
    {
        var taken = _idle ?? new();
        _idle = null;
        return taken;
    }

    /// <summary>What was written, as UTF-8.</summary>
    public byte[] ToBytes()
    {
        Writer.Flush();
        return _buffer.WrittenSpan.ToArray();
    }

    public override string ToString()
    {
        Writer.Flush();
        return Encoding.UTF8.GetString(_buffer.WrittenSpan);
    }

    /// <summary>Gives it back to the thread, empty.</summary>
    public void Dispose()
    {
        if (_buffer.Capacity <= Kept)
        {
            _buffer.ResetWrittenCount();
            Writer.Reset(_buffer);
            _idle = this;
        }
    }
}
