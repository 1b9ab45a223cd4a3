namespace Orchestrator.Office.Documents;

/// <summary>A published version of the city-wide template of one document.</summary>
public sealed class DocumentTemplate
{
    public required string CampaignId { get; set; }

    public required string DocumentCode { get; set; }

    public int Version { get; set; }

    public required string Title { get; set; }

    /// <summary>JSON array of <see cref="TemplateSection"/>.</summary>
    public required string Sections { get; set; }

    public string? Note { get; set; }

    /// <summary>Names of the units whose first draft had not been reviewed at the cut-off, separated by 、.</summary>
    public string? LateUnits { get; set; }

    public required string PublishedBy { get; set; }

    public string? PublishedUnit { get; set; }

    public DateTimeOffset PublishedAt { get; set; }
}

public sealed class LegalOpinion
{
    public required string CaseId { get; set; }

    public int Number { get; set; }

    public int Round { get; set; }

    public required string Result { get; set; }

    public required string Comment { get; set; }

    public string? Basis { get; set; }

    public required string PersonName { get; set; }

    public DateTimeOffset At { get; set; }
}

/// <summary>One appearance of a case before a meeting: listed first, decided later.</summary>
public sealed class AgendaItem
{
    public required string CaseId { get; set; }

    public int Number { get; set; }

    public required string Meeting { get; set; }

    public DateOnly MeetingDate { get; set; }

    public DateTimeOffset ListedAt { get; set; }

    public string? Decision { get; set; }

    public int? Expected { get; set; }

    public int? Present { get; set; }

    public int? VotesFor { get; set; }

    public int? VotesAgainst { get; set; }

    public int? VotesDefer { get; set; }

    public string? Resolution { get; set; }

    public string? Changes { get; set; }

    public string? Reason { get; set; }

    public DateOnly? EarliestResubmission { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    public string? RecordedBy { get; set; }
}

/// <summary>The issued document of a case; its number is unique and continuous within prefix and year (T-10).</summary>
public sealed class IssuedDocument
{
    public required string CaseId { get; set; }

    public required string CampaignId { get; set; }

    public required string DocumentNumber { get; set; }

    public required string Prefix { get; set; }

    public int Year { get; set; }

    public int Sequence { get; set; }

    public required string Title { get; set; }

    public string? Version { get; set; }

    public string? VersionHash { get; set; }

    public string? SignedBy { get; set; }

    public DateTimeOffset? SignedAt { get; set; }

    public required string IssuedBy { get; set; }

    public DateTimeOffset IssuedAt { get; set; }
}
