namespace Orchestrator.Contracts.People;

/// <summary>All that is wrong with a text offered as a citizen number. The last two are told only of a text whose shape is right.</summary>
[Flags]
public enum IdentityFaults
{
    None = 0,

    /// <summary>Not 18 characters (P-02).</summary>
    Length = 1,

    /// <summary>Not 17 digits and then a digit or a capital X (P-02).</summary>
    Characters = 2,

    /// <summary>Digits 7 to 14 are no day of the calendar (P-04).</summary>
    Date = 4,

    /// <summary>The last character does not follow from the others (P-03).</summary>
    Checksum = 8,
}
