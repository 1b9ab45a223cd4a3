namespace Orchestrator.Office.Correspondence;

public enum CopyState
{
    Unread,
    Read,

    /// <summary>The sender took it back before it was read.</summary>
    TakenBack,
}

/// <summary>抄送、传阅: a flow as somebody who works on it shows it to others. Nothing waits for them.</summary>
public sealed class Circular
{
    public required string Id { get; set; }

    /// <summary>The case or the flow.</summary>
    public required string RootId { get; set; }

    public string? CampaignId { get; set; }

    public required string FlowTitle { get; set; }

    public required string SenderId { get; set; }

    public required string SenderName { get; set; }

    public string? SenderUnitName { get; set; }

    public string? Remark { get; set; }

    public DateTimeOffset SentAt { get; set; }

    public DateTimeOffset? RemindedAt { get; set; }
}

/// <summary>The copy of one receiver, with the receipt.</summary>
public sealed class Copy
{
    public required string CircularId { get; set; }

    public required string PersonId { get; set; }

    public required string RootId { get; set; }

    public required string PersonName { get; set; }

    public string? UnitName { get; set; }

    public CopyState State { get; set; }

    public DateTimeOffset? ReadAt { get; set; }

    /// <summary>阅知意见</summary>
    public string? Opinion { get; set; }

    public DateTimeOffset? OpinionAt { get; set; }
}
