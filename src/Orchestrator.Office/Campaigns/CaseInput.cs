using System.Text.Json;
using Orchestrator.Engine.Values;

namespace Orchestrator.Office.Campaigns;

/// <summary>What the workflow of a case, and of a template, is started with.</summary>
public static class CaseInput
{
    public const string CaseDefinition = "reviews.two-up-two-down";

    public const string TemplateDefinition = "reviews.template";

    // The units that act for the city in every campaign, by their function.
    private const string Office = "BB";
    private const string TaskForce = "ZB";
    private const string Secretary = "WB";
    private const string Leader = "CW";

    public static string CaseId(string campaignId, string unitId, string documentCode) => $"c-{campaignId}-{unitId}-{documentCode}";

    public static string TemplateId(string campaignId, string documentCode) => $"t-{campaignId}-{documentCode}";

    public static string TemplateKey(string campaignId, string documentCode) => $"template:{campaignId}:{documentCode}";

    public static JsObject Case(string campaignId, CampaignPlan plan, PlannedDocument document, string unitId, IReadOnlyDictionary<string, string> names) => JsObject.Of((
        "case",
        JsObject.Of(
            ("id", CaseId(campaignId, unitId, document.Code)),
            ("title", Title(document, names.GetValueOrDefault(unitId, unitId))),
            ("campaignId", campaignId),
            ("campaignName", plan.Name),
            ("documentCode", document.Code),
            ("documentTitle", document.Title),
            ("documentClass", document.Class),
            ("unitId", unitId),
            ("unitName", names.GetValueOrDefault(unitId, unitId)),
            ("officeUnit", Office),
            ("taskForceUnit", TaskForce),
            ("secretaryUnit", Secretary),
            ("issuerUnit", Secretary),
            ("leaderUnit", Leader),
            ("rounds", (double)plan.Rounds),
            ("maxRounds", (double)plan.MaxRounds),
            ("template", JsObject.Of(("required", document.Template), ("key", TemplateKey(campaignId, document.Code)), ("parties", (double)plan.Units!.Count))),
            // A unit does not review its own draft (T-04).
            ("reviewers", new JsArray(document.Reviewers!.Where(reviewer => reviewer.UnitId != unitId).Select(reviewer => (object?)JsObject.Of(
                ("unitId", reviewer.UnitId), ("unitName", names.GetValueOrDefault(reviewer.UnitId, reviewer.UnitId)),
                ("mandatory", reviewer.Mandatory), ("policy", reviewer.EffectivePolicy.ToString()))))),
            ("legal", JsObject.Of(
                ("required", document.Legal?.Required == true), ("unitId", document.Legal?.UnitId), ("round", (double)(document.Legal?.Round ?? plan.Rounds)))),
            ("deadlines", Deadlines(plan)))));

    /// <param name="revision">The template exists and is worked over: nobody waits for it.</param>
    public static JsObject Template(string campaignId, CampaignPlan plan, PlannedDocument document, IReadOnlyDictionary<string, string> names, bool revision = false) => JsObject.Of((
        "template",
        JsObject.Of(
            ("key", TemplateKey(campaignId, document.Code)),
            ("campaignId", campaignId),
            ("campaignName", plan.Name),
            ("documentCode", document.Code),
            ("documentTitle", document.Title),
            ("documentClass", document.Class),
            ("taskForceUnit", TaskForce),
            ("leads", new JsArray(document.Leads!.Select(lead => (object?)JsObject.Of(("unitId", lead), ("unitName", names.GetValueOrDefault(lead, lead)))))),
            ("cutOff", Value(plan.Deadlines!.TemplateCutOff)),
            ("revision", revision),
            ("due", revision ? JsObject.Of(("kind", "WorkingDays"), ("days", 3d)) : Value(plan.Deadlines.Template)))));

    public static string Title(PlannedDocument document, string unitName) => $"{unitName}{document.Title}";

    // The workflow reads `deadlines.submit["2"] ?? deadlines.submit.default`: both are there for every round.
    private static JsObject Deadlines(CampaignPlan plan)
    {
        var deadlines = (JsObject)Value(plan.Deadlines)!;
        foreach (var name in new[] { "submit", "review", "consolidate", "feedback" })
        {
            var byRound = deadlines[name] as JsObject ?? new JsObject();
            if (!byRound.Has("default"))
            {
                byRound["default"] = JsObject.Of(("kind", "WorkingDays"), ("days", (double)DefaultDays(name)));
            }

            deadlines[name] = byRound;
        }

        foreach (var (name, days) in new[] { ("intake", 1), ("correction", 2), ("legal", 7), ("proposal", 2), ("postMeeting", 3), ("issue", 1) })
        {
            if (!deadlines.Has(name))
            {
                deadlines[name] = JsObject.Of(("kind", "WorkingDays"), ("days", (double)days));
            }
        }

        if (!deadlines.Has("archive"))
        {
            deadlines["archive"] = JsObject.Of(("kind", "CalendarDays"), ("days", 30d));
        }

        var dispute = deadlines["dispute"] as JsObject ?? new JsObject();
        foreach (var (level, days) in new[] { ("L1", 3), ("L2", 3), ("L3", 5), ("L4", 10) })
        {
            if (!dispute.Has(level))
            {
                dispute[level] = JsObject.Of(("kind", "WorkingDays"), ("days", (double)days));
            }
        }

        deadlines["dispute"] = dispute;
        return deadlines;
    }

    private static int DefaultDays(string name) => name switch { "submit" => 5, "review" => 5, _ => 2 };

    private static object? Value(object? plan) => plan is null ? null : JsonText.FromElement(JsonSerializer.SerializeToElement(plan, CampaignPlan.Json));
}
