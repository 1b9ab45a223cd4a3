using Orchestrator.Engine.Values;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Matters;

/// <summary>What the workflow of a matter is started with.</summary>
public static class MatterInput
{
    public const string Definition = "matters.countersign";

    public const string LeaderUnit = "CW";

    private const string LegalUnit = "SF";

    // The units that say what a matter costs in posts, money and people; the one for the posts weighs most.
    private static readonly (string Unit, int Weight)[] Offices = [("BB", 2), ("CZ", 1), ("RS", 1)];

    /// <summary>The step in which a unit takes part in every matter; null when it only does so when it is chosen.</summary>
    public static string? Standing(string unitId) =>
        unitId == LegalUnit ? MatterStage.StepName("MatterLegal")
        : unitId == LeaderUnit ? MatterStage.StepName("MatterSign")
        : Array.Exists(Offices, office => office.Unit == unitId) ? MatterStage.StepName("MatterOffices")
        : null;

    /// <summary>What the opinion of a unit weighs that takes part in every matter.</summary>
    public static int WeightOf(string? unitId) => Array.Find(Offices, office => office.Unit == unitId) is { Unit: not null } office ? office.Weight : 1;

    /// <param name="headRole">Null: the unit has nobody but the initiator who could review it, and the step is left out.</param>
    public static async Task<JsObject> Of(Matter matter, string? headRole, IReadOnlyDictionary<string, string> names, Signatories signatories, CancellationToken ct)
    {
        var offices = new JsArray();
        foreach (var (unit, weight) in Offices.Where(office => names.ContainsKey(office.Unit)))
        {
            offices.Items.Add(JsObject.Of(("name", names[unit]), ("unit", unit), ("role", await signatories.RoleOf(unit, ct) ?? ""), ("weight", (double)weight)));
        }

        return JsObject.Of((
            "matter",
            JsObject.Of(
                ("id", matter.Id), ("number", matter.Number), ("title", matter.Title), ("initiatorId", matter.InitiatorId), ("unitId", matter.UnitId), ("unitName", matter.UnitName),
                ("headRole", headRole), ("legalUnit", LegalUnit), ("offices", offices), ("leaderUnit", LeaderUnit))));
    }

    /// <summary>What the flow keeps of a version that was handed in: everything but its text.</summary>
    public static async Task<JsObject> Drafted(MatterPlan plan, int version, IReadOnlyDictionary<string, string> names, Signatories signatories, CancellationToken ct)
    {
        var reviewers = new JsArray();
        foreach (var one in plan.Reviewers!)
        {
            reviewers.Items.Add(JsObject.Of(
                ("unitId", one.UnitId), ("unitName", names[one.UnitId]), ("role", await signatories.RoleOf(one.UnitId, ct)), ("weight", (double)one.Weight), ("veto", one.Veto)));
        }

        return JsObject.Of(("title", plan.Title), ("version", (double)version), ("reviewers", reviewers), ("rule", plan.Rule()), ("days", (double)plan.Days), ("comment", plan.Note));
    }
}
