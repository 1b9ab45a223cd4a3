using System.Text;
using Npgsql;

namespace Orchestrator.Stores.Campaign;

/// <summary>Everything that a campaign leaves in the database, as text that can be compared: cases, versions, opinions,
/// tasks with their times, history, timers, numbers. Only what differs from process to process is left out.</summary>
internal static class CampaignState
{
    private static readonly (string Name, string Sql)[] Tables =
    [
        ("cases", "select id, stage, round, version, overdue, disputed from of_cases"),
        ("drafts", "select case_id, revision, content from su_drafts"),
        ("versions", "select case_id, number, round, kind, sha256, author_id, created_at from su_versions"),
        ("submissions", "select case_id, version, status, due_at, opened_at, closed_at from su_submissions"),
        ("opinions", "select id, version, unit_id, location, item_id from of_opinions"),
        ("items", "select id, disposition, state, reply from of_adoption_items"),
        ("disputes", "select id, opened_at, closed_at, closed_level from of_disputes"),
        ("numbers", "select document_number, case_id from of_issued_documents"),
        ("instances", "select id, status, stage, round, created_at, finished_at from rt_instances"),
        ("tasks", "select id, step, stage, round, unit, role, status, outcome, opened_at, due_at, overdue_level, closed_at, closed_by from rt_tasks"),
        ("steps", "select instance_id, seq, at, actor_id, events from rt_steps"),
        ("timers", "select instance_id, timer_id, due_at from rt_timers"),
        ("subscriptions", "select instance_id, event_name from rt_subscriptions"),
        ("incidents", "select id, message from rt_incidents"),
        ("work", "select kind, instance_id from rt_work"),
    ];

    public static async Task<IReadOnlyDictionary<string, string>> Read(string database)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database) { Pooling = false }.ToString());
        await connection.OpenAsync();
        var state = new Dictionary<string, string>();
        foreach (var (name, sql) in Tables)
        {
            state[name] = await Rows(connection, sql);
        }

        return state;
    }

    /// <summary>Kinds of versions, of steps in disputes, states of reviews, and how often each is there.</summary>
    public static async Task<IReadOnlyDictionary<string, int>> Kinds(string database)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database) { Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            "select kind, count(*) from su_versions group by kind union all select level, count(*) from of_dispute_steps group by level union all select state, count(*) from of_reviews group by state", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var found = new Dictionary<string, int>();
        while (await reader.ReadAsync())
        {
            found[reader.GetString(0)] = (int)reader.GetInt64(1);
        }

        return found;
    }

    /// <summary>How often each of the commands was stored.</summary>
    public static async Task<IReadOnlyDictionary<string, int>> Commands(string database)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database) { Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select command_id, count(*) from rt_commands where command_id like 'script:%' group by command_id", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var found = new Dictionary<string, int>();
        while (await reader.ReadAsync())
        {
            found[reader.GetString(0)] = (int)reader.GetInt64(1);
        }

        return found;
    }

    private static async Task<string> Rows(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
        {
            lines.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(index => reader.IsDBNull(index) ? "" : reader.GetValue(index).ToString())));
        }

        lines.Sort(StringComparer.Ordinal);
        return new StringBuilder().AppendJoin('\n', lines).ToString();
    }
}
