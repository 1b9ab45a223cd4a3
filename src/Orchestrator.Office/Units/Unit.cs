namespace Orchestrator.Office.Units;

public enum UnitKind
{
    /// <summary>市直单位</summary>
    CityOrgan,

    /// <summary>区（市）</summary>
    District,

    /// <summary>街道</summary>
    Street,
}

public sealed class Unit
{
    public required string Id { get; set; }

    public required string Name { get; set; }

    public UnitKind Kind { get; set; }

    public string? ParentId { get; set; }

    /// <summary>Who is in charge of it (分管领导): the id of a person; null when nobody is.</summary>
    public string? LeaderId { get; set; }

    /// <summary>Position in lists.</summary>
    public int Sort { get; set; }

    public bool Active { get; set; } = true;

    public long Revision { get; set; } = 1;
}
