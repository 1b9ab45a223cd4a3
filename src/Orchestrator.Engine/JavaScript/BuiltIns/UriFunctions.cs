using System.Globalization;
using System.Text;

namespace Orchestrator.Engine.JavaScript;

internal static class UriFunctions
{
    private const string Unreserved = "-_.!~*'()";
    private const string Reserved = ";/?:@&=+$,#";

    public static readonly BuiltIn EncodeComponent = new("encodeURIComponent", 1, (run, _, a) => Escape(run, a.TextAt(run, 0), Unreserved));
    public static readonly BuiltIn Encode = new("encodeURI", 1, (run, _, a) => Escape(run, a.TextAt(run, 0), Unreserved + Reserved));
    public static readonly BuiltIn DecodeComponent = new("decodeURIComponent", 1, (run, _, a) => Unescape(run, a.TextAt(run, 0), ""));
    public static readonly BuiltIn Decode = new("decodeURI", 1, (run, _, a) => Unescape(run, a.TextAt(run, 0), Reserved));

    private static string Escape(Run run, string text, string kept)
    {
        run.AllocateText(text.Length * 3L);
        var made = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsAsciiLetterOrDigit(c) || kept.Contains(c, StringComparison.Ordinal))
            {
                made.Append(c);
                continue;
            }

            var length = CodePoints.LengthAt(text, i);
            if (char.IsSurrogate(c) && length == 1)
            {
                throw Malformed(run);
            }

            foreach (var part in Encoding.UTF8.GetBytes(text.Substring(i, length)))
            {
                made.Append('%').Append(part.ToString("X2", CultureInfo.InvariantCulture));
            }

            i += length - 1;
        }

        return made.ToString();
    }

    private static string Unescape(Run run, string text, string kept)
    {
        run.AllocateText(text.Length);
        var made = new StringBuilder();
        for (var i = 0; i < text.Length;)
        {
            if (text[i] != '%')
            {
                made.Append(text[i++]);
                continue;
            }

            var start = i;
            var first = ReadByte(run, text, ref i);
            var count = first switch { < 0x80 => 1, >= 0xC2 and < 0xE0 => 2, >= 0xE0 and < 0xF0 => 3, >= 0xF0 and < 0xF5 => 4, _ => throw Malformed(run) };
            var bytes = new byte[count];
            bytes[0] = first;
            for (var n = 1; n < count; n++)
            {
                bytes[n] = ReadByte(run, text, ref i);
            }

            var decoded = Decoded(run, bytes);
            made.Append(count == 1 && kept.Contains(decoded, StringComparison.Ordinal) ? text[start..i] : decoded);
        }

        return made.ToString();
    }

    private static string Decoded(Run run, byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (ArgumentException)
        {
            throw Malformed(run);
        }
    }

    private static byte ReadByte(Run run, string text, ref int at)
    {
        if (at + 2 >= text.Length || text[at] != '%' || !char.IsAsciiHexDigit(text[at + 1]) || !char.IsAsciiHexDigit(text[at + 2]))
        {
            throw Malformed(run);
        }

        at += 3;
        return byte.Parse(text.AsSpan(at - 2, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }

    private static ScriptException Malformed(Run run) => run.Throw(new JsError("URIError", "URI malformed"), run.Position);
}
