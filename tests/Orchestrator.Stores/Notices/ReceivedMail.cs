using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Orchestrator.Stores.Notices;

/// <summary>A mail read as a mail program reads it, without help of what wrote it.</summary>
public sealed partial record ReceivedMail(IReadOnlyList<string> Recipients, string Raw, IReadOnlyDictionary<string, string> Headers, string Text, string Html)
{
    public string Id => Headers["message-id"];

    public string Subject => Words(Headers["subject"]);

    public static ReceivedMail Read(IEnumerable<string> recipients, string raw)
    {
        var (headers, body) = Split(raw);
        var boundary = Boundary().Match(headers["content-type"]).Groups[1].Value;
        var parts = body.Split("--" + boundary).Select(part => part.TrimStart('\r', '\n')).Where(part => part.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)).Select(Split).ToArray();
        return new([.. recipients], raw, headers, Part(parts, "text/plain"), Part(parts, "text/html"));
    }

    private static string Part((Dictionary<string, string> Headers, string Body)[] parts, string type)
    {
        var (headers, body) = parts.Single(part => part.Headers["content-type"].StartsWith(type, StringComparison.OrdinalIgnoreCase));
        return headers["content-transfer-encoding"].ToLowerInvariant() switch
        {
            "base64" => Encoding.UTF8.GetString(Convert.FromBase64String(body)),
            "quoted-printable" => Encoding.UTF8.GetString(Printable(body.Replace("=\r\n", "", StringComparison.Ordinal))),
            _ => body,
        };
    }

    private static (Dictionary<string, string> Headers, string Body) Split(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var headers = Folded().Replace(text[..end], " ").Split("\r\n").Select(line => line.Split(':', 2)).ToDictionary(pair => pair[0].Trim().ToLowerInvariant(), pair => pair[1].Trim());
        return (headers, text[(end + 4)..]);
    }

    private static string Words(string header) => Word().Replace(
        BetweenWords().Replace(header, "?==?"),
        word => Encoding.UTF8.GetString(word.Groups[1].Value.Equals("B", StringComparison.OrdinalIgnoreCase)
            ? Convert.FromBase64String(word.Groups[2].Value)
            : Printable(word.Groups[2].Value.Replace('_', ' '))));

    private static byte[] Printable(string text)
    {
        var bytes = new List<byte>();
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '=')
            {
                bytes.Add(byte.Parse(text.AsSpan(at + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                at += 2;
            }
            else
            {
                bytes.Add((byte)text[at]);
            }
        }

        return [.. bytes];
    }

    [GeneratedRegex("boundary=\"?([^\";]+)\"?")]
    private static partial Regex Boundary();

    [GeneratedRegex("\r\n[ \t]+")]
    private static partial Regex Folded();

    [GeneratedRegex(@"\?=\s+=\?")]
    private static partial Regex BetweenWords();

    [GeneratedRegex(@"=\?utf-8\?([BbQq])\?([^?]*)\?=", RegexOptions.IgnoreCase)]
    private static partial Regex Word();
}
