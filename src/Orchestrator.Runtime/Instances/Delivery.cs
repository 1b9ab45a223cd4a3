using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Values;
using Orchestrator.Runtime.Storage;

namespace Orchestrator.Runtime.Instances;

/// <summary>What one instance causes at another. Can be written down as a work row and read back.</summary>
/// <param name="InstanceId">Who must act; for <see cref="Begin"/> the parent.</param>
internal abstract record Delivery(string InstanceId)
{
    public const string ResumeKind = "resume";
    public const string BeginKind = "start-child";
    public const string LaunchKind = "launch";

    public abstract WorkRow ToRow(DateTimeOffset now);

    public static Delivery Read(WorkRow row)
    {
        var payload = (JsObject)JsonText.Parse(row.Payload!)!;
        return row.Kind switch
        {
            BeginKind => Begin.Read(row.InstanceId, payload),
            LaunchKind => Launch.Read(row.InstanceId, payload),
            _ => Resume.Read(row.InstanceId, row.BookmarkId!, payload),
        };
    }

    protected WorkRow Row(string kind, string? bookmarkId, JsObject payload, DateTimeOffset now) =>
        new(0, kind, InstanceId, bookmarkId, JsonText.Write(payload), 0, now, null, now);
}

internal sealed record Resume(string InstanceId, Stimulus Stimulus) : Delivery(InstanceId)
{
    public static Resume Read(string instanceId, string bookmark, JsObject p) => new(instanceId, p["is"] switch
    {
        "event" => new EventArrived(bookmark, p["payload"]),
        "barrier" => new BarrierOpened(bookmark, p["payload"]),
        "child" => new ChildFinished(bookmark, (string)p["childId"]!, (string)p["status"]!, p["payload"]),
        "reported" => new ChildReported(bookmark, (string)p["childId"]!, (string)p["status"]!, p["payload"]),
        "cancel" => new CancelInstance(p["payload"] as string ?? ""),
        var other => throw new InvalidDataException($"Unknown kind of delivery '{other}'."),
    });

    public override WorkRow ToRow(DateTimeOffset now) => Stimulus switch
    {
        EventArrived e => Row(ResumeKind, e.BookmarkId, JsObject.Of(("is", "event"), ("payload", e.Payload)), now),
        BarrierOpened b => Row(ResumeKind, b.BookmarkId, JsObject.Of(("is", "barrier"), ("payload", b.Payload)), now),
        ChildFinished c => Row(ResumeKind, c.BookmarkId, JsObject.Of(("is", "child"), ("childId", c.ChildInstanceId), ("status", c.Status), ("payload", c.Output)), now),
        ChildReported c => Row(ResumeKind, c.BookmarkId, JsObject.Of(("is", "reported"), ("childId", c.ChildInstanceId), ("status", c.Status), ("payload", c.Output)), now),
        CancelInstance c => Row(ResumeKind, "", JsObject.Of(("is", "cancel"), ("payload", c.Reason)), now),
        _ => throw new InvalidOperationException($"{Stimulus.GetType().Name} is never delivered later."),
    };
}

internal sealed record Begin(string InstanceId, StartChild Child) : Delivery(InstanceId)
{
    public static Begin Read(string parentId, JsObject p) => new(parentId, new(
        (string)p["bookmark"]!, (string)p["childId"]!, (string)p["definitionId"]!, p["correlationId"] as string, (JsObject)p["input"]!, p["wait"] is true, p["report"] is true));

    public override WorkRow ToRow(DateTimeOffset now) => Row(
        BeginKind, Child.BookmarkId,
        JsObject.Of(
            ("bookmark", Child.BookmarkId), ("childId", Child.ChildInstanceId), ("definitionId", Child.DefinitionId), ("correlationId", Child.CorrelationId),
            ("input", Child.Input), ("wait", Child.Wait), ("report", Child.Report)), now);
}

/// <summary>An event or a schedule begins a new instance.</summary>
internal sealed record Launch(string InstanceId, string VersionId, string ActivityId, string? CorrelationId, object? Payload) : Delivery(InstanceId)
{
    /// <param name="occurrence">What the instance comes from, as an id: the same occurrence gives the same instance.</param>
    public static Launch Of(string definitionId, string occurrence, string versionId, string activityId, string? correlationId, object? payload) =>
        new($"{definitionId}-{occurrence[..13]}", versionId, activityId, correlationId, payload);

    public static Launch Read(string instanceId, JsObject p) =>
        new(instanceId, (string)p["versionId"]!, (string)p["activityId"]!, p["correlationId"] as string, p["payload"]);

    public override WorkRow ToRow(DateTimeOffset now) => Row(
        LaunchKind, null, JsObject.Of(("versionId", VersionId), ("activityId", ActivityId), ("correlationId", CorrelationId), ("payload", Payload)), now);
}
