namespace Orchestrator.Office.Campaigns;

public enum CampaignStatus
{
    Draft,

    /// <summary>Cases are being started; continues by itself after a crash.</summary>
    Starting,
    Running,
    Finished,
}

public sealed class Campaign
{
    public required string Id { get; set; }

    public required string Name { get; set; }

    public string? TemplateId { get; set; }

    public CampaignStatus Status { get; set; }

    public DateOnly Start { get; set; }

    /// <summary>Region of the working-day calendar and its revision when the campaign was planned (T-01).</summary>
    public required string Region { get; set; }

    public int CalendarRevision { get; set; }

    /// <summary>JSON of <see cref="CampaignPlan"/>.</summary>
    public required string Plan { get; set; }

    public required string CreatedBy { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>The instances that make the templates have been started; the cases follow.</summary>
    public bool TemplatesStarted { get; set; }

    public long Revision { get; set; } = 1;
}
