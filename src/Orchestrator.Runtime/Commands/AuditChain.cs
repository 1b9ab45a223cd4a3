using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Orchestrator.Runtime.Storage;

namespace Orchestrator.Runtime.Commands;

/// <summary>
/// Each audit row carries the SHA-256 of the row before it in its chain and of its own content, so that a changed, removed
/// or inserted row shows. There are several chains (a transaction takes whichever is free, for its own duration): one
/// chain would make every commit wait for the disk behind the one before. The head of each chain is kept apart, so that
/// cutting off its end shows too.
/// </summary>
internal static class AuditChain
{
    /// <summary>The head of a chain after the entry.</summary>
    public static ChainHead After(ChainHead head, AuditEntry entry)
    {
        var seq = head.Seq + 1;
        using var text = new CanonicalText();
        text.Add(head.Hash);
        text.Add(head.Chain);
        text.Add(seq);
        Append(text, entry);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text.Utf8, hash);
        return new(head.Chain, seq, Convert.ToHexStringLower(hash));
    }

    /// <summary>
    /// The entry's part of the text that is hashed; hash before, chain and number go in front in the same form. Texts are
    /// length-prefixed (UTF-16 units): no two different entries have the same form.
    /// </summary>
    public static string Canonical(AuditEntry entry)
    {
        using var text = new CanonicalText();
        Append(text, entry);
        return Encoding.UTF8.GetString(text.Utf8);
    }

    /// <summary>Why the row does not follow; null when it does.</summary>
    public static string? Break(AuditRow row, ChainHead before) =>
        row.Seq != before.Seq + 1 ? $"缺少第 {before.Seq + 1} 条记录"
        : row.Hash != After(before, row.Entry).Hash ? "记录内容被改动"
        : null;

    private static void Append(CanonicalText text, AuditEntry e)
    {
        text.Add(e.At.UtcTicks);
        text.Add(e.ActorId);
        text.Add(e.ActorName);
        text.Add(e.ActorUnit);
        text.Add(e.Action);
        text.Add(e.ObjectType);
        text.Add(e.ObjectId);
        text.Add(e.Result);
        text.Add(e.Details);
        text.Add(e.CommandId);
        text.Add(e.RemoteAddress);
    }

    /// <summary>Length-prefixed fields, as UTF-8, in a rented buffer.</summary>
    private sealed class CanonicalText : IDisposable
    {
        private byte[] _buffer = ArrayPool<byte>.Shared.Rent(1024);
        private int _length;

        public ReadOnlySpan<byte> Utf8 => _buffer.AsSpan(0, _length);

        public void Add(string? field)
        {
            if (field is null)
            {
                Room(2);
                Put((byte)'-');
                Put((byte)'\n');
                return;
            }

            Room(16 + Encoding.UTF8.GetMaxByteCount(field.Length));
            Put(field.Length);
            Put((byte)':');
            _length += Encoding.UTF8.GetBytes(field, _buffer.AsSpan(_length));
            Put((byte)'\n');
        }

        public void Add(long field)
        {
            Room(32);
            Span<byte> digits = stackalloc byte[20];
            field.TryFormat(digits, out var count, provider: CultureInfo.InvariantCulture);
            Put(count);
            Put((byte)':');
            digits[..count].CopyTo(_buffer.AsSpan(_length));
            _length += count;
            Put((byte)'\n');
        }

        public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

        private void Put(byte one) => _buffer[_length++] = one;

        private void Put(int number)
        {
            number.TryFormat(_buffer.AsSpan(_length), out var count, provider: CultureInfo.InvariantCulture);
            _length += count;
        }

        private void Room(int bytes)
        {
            if (_buffer.Length - _length < bytes)
            {
                var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_length + bytes, 2 * _buffer.Length));
                Utf8.CopyTo(larger);
                ArrayPool<byte>.Shared.Return(_buffer);
                _buffer = larger;
            }
        }
    }
}
