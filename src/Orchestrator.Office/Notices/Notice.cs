namespace Orchestrator.Office.Notices;

/// <summary>A line in the bell: for one person, or for everyone of a unit with a role (null matches any; one of both is given).</summary>
public sealed class Notice
{
    public required string Id { get; set; }

    public required string Kind { get; set; }

    public required string Title { get; set; }

    public string? Body { get; set; }

    public string? CampaignId { get; set; }

    public string? CaseId { get; set; }

    public string? TaskId { get; set; }

    public string? PersonId { get; set; }

    public string? UnitId { get; set; }

    public string? Role { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}

public sealed class NoticeRead
{
    public required string NoticeId { get; set; }

    public required string PersonId { get; set; }

    public DateTimeOffset At { get; set; }
}
