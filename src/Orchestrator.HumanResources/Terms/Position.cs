using Orchestrator.Runtime.Rules;

namespace Orchestrator.HumanResources.Terms;

/// <summary>How high a person stands: leadership tier, rank of a civil servant, grade of institution staff. Null where there is none.</summary>
public sealed record Position(LeadershipTier? Tier = null, Rank? Rank = null, PostGrade? Grade = null)
{
    /// <summary>Nobody is promoted from a post to a rank: a leader without a rank may get one in exchange for the post.</summary>
    public bool IsAbove(Position before) =>
        (Tier is { } tier && !(tier <= before.Tier))
        || (Rank is { } rank && (before.Rank is { } held ? rank > held : before.Tier is null))
        || (Grade is { } grade && before.Grade is { } old && grade.Track == old.Track && grade.Level < old.Level);

    /// <summary>Reads 领导职务层次 and 职级/岗位等级, both of which may be empty; null when a term is unknown.</summary>
    public static Position? Read(string? tierText, string? rankText, string path, string place, List<Finding> found)
    {
        var before = found.Count;
        var tier = Vocabulary.Tiers.ReadOptional(tierText, $"{path}.tier", place, found);
        if (rankText?.Trim() is { } grade && PostGrade.TryParse(grade, out var read))
        {
            return found.Count == before ? new Position(tier, Grade: read) : null;
        }

        var rank = Vocabulary.Ranks.ReadOptional(rankText, $"{path}.rank", place, found);
        return found.Count == before ? new Position(tier, rank) : null;
    }

    public override string ToString()
    {
        string[] parts =
        [
            .. Tier is { } tier ? [Vocabulary.Tiers.Of(tier)] : Array.Empty<string>(),
            .. Rank is { } rank ? [Vocabulary.Ranks.Of(rank)] : Array.Empty<string>(),
            .. Grade is { } grade ? [grade.ToString()] : Array.Empty<string>(),
        ];
        return parts.Length == 0 ? "无职务职级" : string.Join('、', parts);
    }
}
