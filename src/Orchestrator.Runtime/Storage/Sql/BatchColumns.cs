using System.Data.Common;
using System.Text.Json;

namespace Orchestrator.Runtime.Storage.Sql;

/// <summary>Columns of batches and the readers that go with them, in the same order.</summary>
internal static class BatchColumns
{
    public const string Batch =
        "id, kind, reason, selection, migration, total, created_at, created_by, created_by_name, created_by_unit, stopped_at, finished_at, hand_over";

    public const string Progress =
        Batch + ", " + Count + "'Waiting'), " + Count + "'Done'), " + Count + "'Refused'), " + Count + "'Failed'), " + Count + "'Stopped')";

    public const string Item = "batch_id, seq, instance_id, status, code, message, at, task_id, task_title";

    private const string Count = "(select cast(count(*) as integer) from rt_batch_items i where i.batch_id = rt_batches.id and i.status = ";

    public static BatchRow ReadBatch(DbDataReader r) => new(
        r.GetString(0), Enum.Parse<BatchKind>(r.GetString(1)), r.GetString(2), JsonSerializer.Deserialize<BatchSelection>(r.GetString(3), RuntimeJson.Options)!,
        r.Text(4) is { } migration ? JsonSerializer.Deserialize<MigrationOrder>(migration, RuntimeJson.Options) : null, r.GetInt32(5), r.Moment(6), r.GetString(7), r.GetString(8),
        r.Text(9), r.MomentOrNull(10), r.MomentOrNull(11))
    {
        HandOver = r.Text(12) is { } order ? JsonSerializer.Deserialize<HandOverOrder>(order, RuntimeJson.Options) : null,
    };

    public static BatchProgress ReadProgress(DbDataReader r) => new(ReadBatch(r), r.GetInt32(13), r.GetInt32(14), r.GetInt32(15), r.GetInt32(16), r.GetInt32(17));

    public static BatchItemRow ReadItem(DbDataReader r) => new(
        r.GetString(0), r.GetInt32(1), r.GetString(2), Enum.Parse<BatchItemStatus>(r.GetString(3)), r.Text(4), r.Text(5), r.MomentOrNull(6))
    {
        TaskId = r.Text(7),
        TaskTitle = r.Text(8),
    };
}
