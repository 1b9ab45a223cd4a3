using System.Text.Json;
using Orchestrator.Engine.Values;

namespace Orchestrator.Office.Matters;

/// <summary>How the units that the initiator asks decide together.</summary>
public enum CountersignMode
{
    /// <summary>全部同意</summary>
    All,

    /// <summary>一家同意即可：都不同意才算不同意</summary>
    Any,

    /// <summary>按比例票决</summary>
    Vote,

    /// <summary>依次会签，全部同意</summary>
    Sequence,
}

/// <param name="Weight">1 to 100; counts in a vote.</param>
/// <param name="Veto">Its refusal refuses the step in every mode (一票否决).</param>
public sealed record AskedUnit(string UnitId, int Weight = 1, bool Veto = false);

/// <summary>What an initiator sends round, to whom and how they decide.</summary>
/// <param name="Share">Of the whole weight, above 0 to 1; only for a vote, where null means more than half.</param>
/// <param name="Over">More than the share, not just the share.</param>
/// <param name="Days">Working days that the units have.</param>
public sealed record MatterPlan(
    string? Title, MatterKind Kind, string? Text, IReadOnlyList<AskedUnit>? Reviewers, CountersignMode Mode, double? Share = null, bool Over = false, int Days = 5, string? Note = null)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } };

    /// <summary>The share that a vote needs, and whether it has to be exceeded.</summary>
    public (double Share, bool Over) Threshold => Share is { } share ? (share, Over) : (0.5, true);

    public static MatterPlan Read(JsObject data) => new(
        data.Text("title"), data.Code<MatterKind>("kind") ?? MatterKind.Other, data.Text("text"),
        [.. data.Rows("reviewers").Select(row => new AskedUnit(row.Text("unitId") ?? "", row.Whole("weight") ?? 1, row.Flag("veto")))],
        data.Code<CountersignMode>("mode") ?? CountersignMode.All, data["share"] as double?, data.Flag("over"), data.Whole("days") ?? 5, data.Text("note"));

    /// <summary>As the draft's form takes it.</summary>
    public JsObject Form()
    {
        var data = JsObject.Of(
            ("title", Title), ("kind", Kind.ToString()), ("text", Text), ("mode", Mode.ToString()), ("days", (double)Days),
            ("reviewers", new JsArray(Reviewers!.Select(one => (object?)JsObject.Of(("unitId", one.UnitId), ("weight", (double)one.Weight), ("veto", one.Veto))))));
        if (Share is { } share)
        {
            data["share"] = share;
            data["over"] = Over;
        }

        return Note is null ? data : data.With(("note", Note));
    }

    /// <summary>The rule of the step, as the engine reads it. One that agrees is enough when more than nothing agrees: so the
    /// others' refusals count only when nobody is left.</summary>
    public JsObject Rule()
    {
        var (mode, share, over) = Mode == CountersignMode.Any ? (CountersignMode.Vote, 0, true) : (Mode, Threshold.Share, Threshold.Over);
        var rule = JsObject.Of(("mode", mode.ToString()), ("approve", "Approve"), ("reject", "Reject"));
        return mode == CountersignMode.Vote ? rule.With(("pass", share), ("over", over)) : rule;
    }

    /// <summary>What is kept beside a version of the text.</summary>
    public string Write() => JsonSerializer.Serialize(this with { Text = null, Note = null }, Json);

    public static MatterPlan Stored(string plan) => JsonSerializer.Deserialize<MatterPlan>(plan, Json)!;

    /// <summary>Whether the same units decide in the same way.</summary>
    public bool AsksAs(MatterPlan other) => Mode == other.Mode && Threshold == other.Threshold && Days == other.Days && (Reviewers ?? []).SequenceEqual(other.Reviewers ?? []);
}
