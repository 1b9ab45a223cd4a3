using Orchestrator.Runtime.Rules;

namespace Orchestrator.Organization.Ledger;

/// <summary>Ids that come from outside. A slash is kept for those that transfers make.</summary>
internal static class Identifiers
{
    public static Finding? Check(string id, bool isTaken, string path, string what) => id switch
    {
        _ when string.IsNullOrWhiteSpace(id) || id.Contains('/', StringComparison.Ordinal) => Finding.Block("ledger.id", path, $"{what}编号不能为空，也不能含有“/”。"),
        _ when isTaken => Finding.Block("ledger.duplicate", path, $"{what}编号“{id}”已被使用。"),
        _ => null,
    };

    public static Finding Unknown(string path, string what, string? id) => Finding.Block("ledger.unknown", path, $"台账中没有编号为“{id}”的{what}。");
}
