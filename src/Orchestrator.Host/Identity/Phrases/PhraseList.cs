namespace Orchestrator.Host.Identity.Phrases;

/// <summary>常用语 of one person, in his order.</summary>
public sealed class PhraseList
{
    public required string AccountId { get; init; }

    /// <summary>A JSON list of texts.</summary>
    public required string Texts { get; set; }

    public long Revision { get; set; }
}
