namespace Orchestrator.Organization.Duties;

public enum DutyKind
{
    /// <summary>主要职责.</summary>
    Main,

    /// <summary>职责分工: shared by several units.</summary>
    Shared,

    /// <summary>行政职权: a power over citizens; see <see cref="PowerKind"/>.</summary>
    Power,
}

/// <summary>Kinds of 行政职权 that rules tell apart.</summary>
public enum PowerKind
{
    Permit,
    Penalty,
    Inspection,
    Other,
}

/// <summary>A unit that has a part in a duty, with the wording in its own 三定 text.</summary>
public sealed record DutyPart(string OrganId, bool IsLead, string Wording);

/// <summary>职责 (domain/03 §3.2).</summary>
/// <param name="DividingPoint">分界点: where one unit's part ends. Needed when units share it (D-13).</param>
/// <param name="JoiningPoint">衔接点: where the next unit takes over.</param>
public sealed record Duty(
    string Id,
    string Text,
    DutyKind Kind,
    IReadOnlyList<DutyPart> Parts,
    PowerKind? Power = null,
    string? DividingPoint = null,
    string? JoiningPoint = null,
    string? SourceDocument = null);
