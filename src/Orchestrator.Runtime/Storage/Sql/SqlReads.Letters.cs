using Orchestrator.Runtime.Messages;

namespace Orchestrator.Runtime.Storage.Sql;

internal sealed partial class SqlReads
{
    public Task<Page<LetterEntry>> Letters(LetterFilter wanted, int page, int size, CancellationToken ct)
    {
        var filter = new Filter();
        var givenUp = filter.Next(DateTimeOffset.MaxValue);
        var (work, letter) = (Prefixed("w.", Rows.Work), Prefixed("l.", Rows.Letter));
        var nothing = string.Join(", ", Rows.Work.Split(", ").Select(column => "null"));
        // Of a body nothing is searched: in a payload only the top level has the key of the message's id without backslashes.
        var table = $"""
            (select w.id as key, w.created_at as at, w.bookmark_id as sought, w.payload as sought_id, w.error as sought_error,
                    case when w.next_at = {givenUp} then '{nameof(DeadLetterState.GivenUp)}' else '{nameof(DeadLetterState.Failing)}' end as state, {work}, {letter}
             from rt_work w left join rt_letters l on l.work_id = w.id where w.kind = '{MessageDelivery.WorkKind}'
             union all
             select l.work_id, l.failed_at, l.handler, '"messageId":"' || l.message_id, l.error,
                    case when l.discarded_by is null then '{nameof(DeadLetterState.TakenIn)}' else '{nameof(DeadLetterState.Discarded)}' end, {nothing}, {letter}
             from rt_letters l where not exists (select 1 from rt_work w where w.id = l.work_id)) d
            """;
        filter.AndWhen(wanted.State is not null, "state = {0}", () => wanted.State.ToString())
            .AndWhen(wanted.Id is not null, "key = {0}", () => wanted.Id!.Value)
            .AndWhen(
                wanted.Text is { Length: > 0 }, "(lower(sought) like {0} escape '!' or lower(sought_error) like {0} escape '!' or lower(sought_id) like '%\"messageid\":\"' || substr({0}, 2) escape '!')",
                () => Filter.Containing(wanted.Text!));
        return Paged(
            r => new LetterEntry(r.IsDBNull(0) ? null : Rows.ReadWork(r), r.IsDBNull(9) ? null : Rows.ReadLetter(r, 9)),
            "w_" + Rows.Work.Replace(", ", ", w_", StringComparison.Ordinal) + ", l_" + Rows.Letter.Replace(", ", ", l_", StringComparison.Ordinal), table, filter, "at desc, key desc", page, size, ct);
    }

    private static string Prefixed(string of, string columns) =>
        string.Join(", ", columns.Split(", ").Select(column => $"{of}{column} as {of[0]}_{column}"));
}
