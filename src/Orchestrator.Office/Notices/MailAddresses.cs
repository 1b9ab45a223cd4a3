using System.Text.RegularExpressions;

namespace Orchestrator.Office.Notices;

/// <summary>
/// Which addresses mails are sent to: those that people have (RFC 5321, ASCII, a dotted domain), not all that the standard allows —
/// no quotes, comments or names, and so nothing that could end a line of a mail's head.
/// </summary>
public static partial class MailAddresses
{
    private const int Longest = 254;
    private const int LongestLocalPart = 64;

    public static bool IsValid(string address) =>
        address.Length <= Longest && address.IndexOf('@', StringComparison.Ordinal) <= LongestLocalPart && Address().IsMatch(address);

    [GeneratedRegex(@"\A[A-Za-z0-9_+&'/=~-]+(\.[A-Za-z0-9_+&'/=~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])\z")]
    private static partial Regex Address();
}
