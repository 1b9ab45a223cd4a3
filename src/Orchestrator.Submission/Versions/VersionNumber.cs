using System.Globalization;

namespace Orchestrator.Submission.Versions;

/// <summary>The number of a frozen version, written <c>v{round}.{n}</c>: v1.0 the first draft, v1.1 its correction,
/// v2.0 the draft of the second round.</summary>
public readonly record struct VersionNumber(int Round, int N) : IComparable<VersionNumber>
{
    public VersionNumber Next => this with { N = N + 1 };

    public static bool TryParse(string? text, out VersionNumber number)
    {
        number = default;
        if (text is null || text.Length is < 4 or > 12 || text[0] != 'v')
        {
            return false;
        }

        var parts = text[1..].Split('.');
        if (parts.Length != 2 || !Whole(parts[0], out var round) || !Whole(parts[1], out var n) || round < 1)
        {
            return false;
        }

        number = new VersionNumber(round, n);
        return true;
    }

    /// <summary>The number after the given ones in a round; the first is n = 0.</summary>
    public static VersionNumber After(int round, IEnumerable<VersionNumber> existing) =>
        new(round, existing.Where(number => number.Round == round).Select(number => number.N + 1).DefaultIfEmpty(0).Max());

    public int CompareTo(VersionNumber other) => (Round, N).CompareTo((other.Round, other.N));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"v{Round}.{N}");

    public static bool operator <(VersionNumber left, VersionNumber right) => left.CompareTo(right) < 0;

    public static bool operator >(VersionNumber left, VersionNumber right) => left.CompareTo(right) > 0;

    public static bool operator <=(VersionNumber left, VersionNumber right) => left.CompareTo(right) <= 0;

    public static bool operator >=(VersionNumber left, VersionNumber right) => left.CompareTo(right) >= 0;

    // "v01.0" would be a second spelling of the same version.
    private static bool Whole(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && (text.Length == 1 || text[0] != '0');
}
