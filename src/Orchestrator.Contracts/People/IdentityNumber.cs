using System.Globalization;

namespace Orchestrator.Contracts.People;

/// <summary>
/// A valid citizen number (公民身份号码, GB 11643-1999): 18 characters, a real birth date, a right check character.
/// It shows itself masked wherever it is printed, logged or serialized; only <see cref="Reveal"/> gives the digits.
/// </summary>
public sealed record IdentityNumber
{
    public const int Length = 18;

    private const string CheckCharacters = "10X98765432";

    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    private readonly string digits;

    private IdentityNumber(string digits, DateOnly birthDate)
    {
        this.digits = digits;
        BirthDate = birthDate;
    }

    public DateOnly BirthDate { get; }

    /// <summary>By the parity of digit 17: odd is male (P-05).</summary>
    public Gender Gender => (digits[16] - '0') % 2 == 1 ? Gender.Male : Gender.Female;

    /// <summary>The six digits of the place of first registration, as GB/T 2260 coded it that year.</summary>
    public string Region => digits[..6];

    /// <summary>Region and last four, for example <c>990101********0013</c>: what people without a need for the number see.</summary>
    public string Masked => Mask(digits);

    /// <summary>Reads a number exactly as it is written: no spaces, no lower case x, no full-width digits.</summary>
    /// <returns><see cref="IdentityFaults.None"/> exactly when <paramref name="number"/> is not null.</returns>
    public static IdentityFaults TryParse(string? text, out IdentityNumber? number)
    {
        number = null;
        var faults = Shape(text);
        if (text is null || faults != IdentityFaults.None)
        {
            return faults;
        }

        if (!DateOnly.TryParseExact(text.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var birth))
        {
            faults |= IdentityFaults.Date;
        }

        if (CheckCharacter(text) != text[17])
        {
            faults |= IdentityFaults.Checksum;
        }

        number = faults == IdentityFaults.None ? new IdentityNumber(text, birth) : null;
        return faults;
    }

    /// <summary>What the 18th character must be after these 17 digits.</summary>
    public static char CheckCharacter(ReadOnlySpan<char> first17)
    {
        var sum = 0;
        for (var at = 0; at < Weights.Length; at++)
        {
            sum += (first17[at] - '0') * Weights[at];
        }

        return CheckCharacters[sum % 11];
    }

    /// <summary>Masks any text that stands where a number should, valid or not: never more than ten of its characters are left.</summary>
    public static string Mask(string text) => text.Length == Length
        ? string.Concat(text.AsSpan(0, 6), "********", text.AsSpan(14))
        : string.Concat(text.AsSpan(0, Math.Min(2, text.Length)), "****");

    /// <summary>All 18 characters. Whoever calls this shows or stores an identity number and answers for it .</summary>
    public string Reveal() => digits;

    public override string ToString() => Masked;

    private static IdentityFaults Shape(string? text)
    {
        if (text is not { Length: Length })
        {
            return IdentityFaults.Length;
        }

        for (var at = 0; at < Length; at++)
        {
            if (!char.IsAsciiDigit(text[at]) && (at < Length - 1 || text[at] != 'X'))
            {
                return IdentityFaults.Characters;
            }
        }

        return IdentityFaults.None;
    }
}
