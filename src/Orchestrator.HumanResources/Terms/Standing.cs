using Orchestrator.Contracts.Terms;
using Orchestrator.Runtime.Rules;

namespace Orchestrator.HumanResources.Terms;

/// <summary>What a person is in the sense of the personnel rules: quota, funding, identity and position.</summary>
public sealed record Standing(QuotaType Quota, FundingForm Funding, PersonnelIdentity Identity, Position Position)
{
    public IdentityGroup Group => Identity.Group();
}

/// <summary>The same as the roster writes it.</summary>
public sealed record StandingTexts(string? Quota, string? Funding, string? Identity, string? Tier, string? Rank)
{
    /// <summary>Null, and a P-01 finding for each, when a term is missing or unknown.</summary>
    public Standing? Read(int index, List<Finding> found)
    {
        var (path, place) = ($"rows[{index}]", $"第{index + 1}行：");
        var quota = Vocabulary.QuotaTypes.Read(Quota, $"{path}.quotaType", place, found);
        var funding = Vocabulary.FundingForms.Read(Funding, $"{path}.fundingForm", place, found);
        var identity = Vocabulary.Identities.Read(Identity, $"{path}.identity", place, found);
        var position = Position.Read(Tier, Rank, path, place, found);
        return quota is { } kind && funding is { } form && identity is { } person && position is not null
            ? new Standing(kind, form, person, position)
            : null;
    }
}
