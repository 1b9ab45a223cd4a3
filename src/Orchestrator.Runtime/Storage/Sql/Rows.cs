using System.Data.Common;
using System.Text.Json;
using Orchestrator.Engine.Execution;

namespace Orchestrator.Runtime.Storage.Sql;

/// <summary>Column lists and the readers that go with them, in the same order.</summary>
internal static class Rows
{
    public const string Instance =
        "id, definition_id, version_id, version, root_id, parent_id, parent_bookmark, status, stage, round, name, correlation_id, subject, revision, held_since, created_at, updated_at, finished_at, created_by, open_incidents";

    public const string InstanceWithState = Instance + ", history_seq, state";

    public const string Task =
        "id, instance_id, root_id, correlation_id, instance_name, subject, step, stage, round, title, form, unit, role, persons, excluded, outcomes, payload, draft, status, outcome, result, opened_at, due_at, overdue, overdue_level, held_since, closed_at, closed_by, closed_by_name, revision, for_unit, for_role, fields";

    /// <summary>With the definition that the task belongs to, for reads outside commands.</summary>
    public const string TaskOfDefinition = Task + ", (select i.definition_id from rt_instances i where i.id = rt_tasks.instance_id)";

    public const string TasksNaming = $"""
        select {TaskOfDefinition} from rt_tasks where id in (select p.task_id from rt_task_persons p where p.person = $1)
        and (status = 'Open' or (status = 'Cancelled' and exists (select 1 from rt_instances r where r.id = rt_tasks.instance_id and r.finished_at is null)))
        order by opened_at, id
        """;

    public const string Timer = "instance_id, timer_id, due_at, attempts, next_at";

    public const string Step = "instance_id, seq, at, actor_id, actor_name, stage, round, version, events";

    public const string StepOfDefinition = "s.instance_id, s.seq, s.at, s.actor_id, s.actor_name, s.stage, s.round, s.version, s.events, i.definition_id";

    public const string Trigger = "definition_id, activity_id, version_id, type, expression, due_at";

    public const string Incident = "id, kind, instance_id, root_id, correlation_id, activity_id, activity_type, message, detail, status, at, resolved_at, resolved_by, retries";

    public const string Work = "id, kind, instance_id, bookmark_id, payload, attempts, next_at, error, created_at";

    public const string Letter = "work_id, handler, message_id, message_type, unread, original, body, attempts, error, failed_at, revision, changed_at, mended_by, discarded_by, reason";

    public const string Outbox = "id, message_id, message_type, body, instance_id, status, attempts, error, created_at, sent_at";

    public const string Audit =
        "chain, seq, at, actor_id, actor_name, actor_unit, action, object_type, object_id, result, details, command_id, remote_address, hash";

    public const string Definition = "definition_id, version, version_id, name, status, hash, created_at, created_by, published_at, published_by";

    public static InstanceRow ReadInstance(DbDataReader r) => new(
        r.GetString(0), r.GetString(1), r.GetString(2), r.GetInt32(3), r.GetString(4), r.Text(5), r.Text(6), Enum.Parse<InstanceStatus>(r.GetString(7)),
        r.Text(8), r.GetInt32(9), r.Text(10), r.Text(11), r.Text(12), r.GetInt64(13), r.MomentOrNull(14), r.Moment(15), r.Moment(16), r.MomentOrNull(17),
        r.Text(18), r.GetInt32(19));

    public static InstanceRecord ReadRecord(DbDataReader r) => new(ReadInstance(r), r.GetInt64(20), r.GetFieldValue<byte[]>(21));

    public static TaskRow ReadTask(DbDataReader r) => new(
        r.GetString(0), r.GetString(1), r.GetString(2), r.Text(3), r.Text(4), r.Text(5), r.GetString(6), r.Text(7), r.GetInt32(8), r.GetString(9), r.GetString(10),
        Any(r.GetString(11)), Any(r.GetString(12)), List(r.GetString(13)), List(r.GetString(14)), List(r.GetString(15)), r.Text(16), r.Text(17),
        Enum.Parse<TaskRowStatus>(r.GetString(18)), r.Text(19), r.Text(20), r.Moment(21), r.MomentOrNull(22), r.GetBoolean(23), r.Text(24), r.MomentOrNull(25),
        r.MomentOrNull(26), r.Text(27), r.Text(28), r.GetInt64(29))
    { ForUnit = Any(r.GetString(30)), ForRole = Any(r.GetString(31)), Fields = r.Text(32) };

    public static TaskRow ReadTaskOfDefinition(DbDataReader r) => ReadTask(r) with { DefinitionId = r.Text(33) };

    public static StoredCommand ReadCommand(DbDataReader r) => new(r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), r.Moment(4));

    public static TimerRow ReadTimer(DbDataReader r) => new(r.GetString(0), r.GetString(1), r.Moment(2), r.GetInt32(3), r.Moment(4));

    public static StepRow ReadStep(DbDataReader r) =>
        new(r.GetString(0), r.GetInt64(1), r.Moment(2), r.Text(3), r.Text(4), r.Text(5), r.GetInt32(6), r.GetInt32(7), r.GetString(8)) { DefinitionId = r.GetString(9) };

    public static TriggerRow ReadTrigger(DbDataReader r) => new(r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetString(4), r.MomentOrNull(5));

    public static IncidentRow ReadIncident(DbDataReader r) => new(
        r.GetString(0), r.GetString(1), r.Text(2), r.Text(3), r.Text(4), r.Text(5), r.Text(6), r.GetString(7), r.Text(8), r.GetString(9), r.Moment(10), r.MomentOrNull(11), r.Text(12), r.GetInt32(13));

    public static WorkRow ReadWork(DbDataReader r) => new(
        r.GetInt64(0), r.GetString(1), r.GetString(2), r.Text(3), r.Text(4), r.GetInt32(5), r.Moment(6), r.Text(7), r.Moment(8));

    public static LetterRow ReadLetter(DbDataReader r, int at) => new(
        r.GetInt64(at), r.GetString(at + 1), r.GetString(at + 2), r.GetString(at + 3), r.GetBoolean(at + 4), r.GetString(at + 5), r.GetString(at + 6), r.GetInt32(at + 7), r.Text(at + 8),
        r.Moment(at + 9), r.GetInt32(at + 10), r.Moment(at + 11), r.Text(at + 12), r.Text(at + 13), r.Text(at + 14));

    public static OutboxRow ReadOutbox(DbDataReader r) => new(
        r.GetInt64(0), r.GetString(1), r.GetString(2), r.GetString(3), r.Text(4), r.GetString(5), r.GetInt32(6), r.Text(7), r.Moment(8), r.MomentOrNull(9));

    public static AuditRow ReadAudit(DbDataReader r) => new(
        r.GetInt32(0), r.GetInt64(1), r.Moment(2), r.GetString(3), r.GetString(4), r.Text(5), r.GetString(6), r.Text(7), r.Text(8), r.GetString(9), r.Text(10), r.Text(11), r.Text(12),
        r.GetString(13));

    public static DefinitionVersion ReadVersion(DbDataReader r) => new(
        r.GetString(0), r.GetInt32(1), r.GetString(2), r.GetString(3), r.GetString(4), r.GetString(5), r.Moment(6), r.GetString(7), r.MomentOrNull(8), r.Text(9));

    public static DefinitionRow ReadDefinition(DbDataReader r) => new(ReadVersion(r), r.GetFieldValue<byte[]>(10));

    public static string Json(IReadOnlyList<string> list) => list.Count == 0 ? "[]" : JsonSerializer.Serialize(list, RuntimeJson.Options);

    // Outcomes, mostly: the same few lists in all rows. Nobody changes a list of a row.
    private static readonly KnownList?[] KnownLists = new KnownList?[256];

    public static string[] List(string json)
    {
        if (json == "[]")
        {
            return [];
        }

        ref var place = ref KnownLists[(uint)string.GetHashCode(json) % (uint)KnownLists.Length];
        if (place is not { } known || known.Json != json)
        {
            place = known = new(json, JsonSerializer.Deserialize<string[]>(json, RuntimeJson.Options)!);
        }

        return known.List;
    }

    private static string? Any(string text) => text.Length == 0 ? null : text;

    private sealed record KnownList(string Json, string[] List);
}
