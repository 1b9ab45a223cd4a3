using Orchestrator.Runtime.Errands;

namespace Orchestrator.Runtime.Storage.InMemory;

internal sealed partial class MemoryTransaction
{
    public Task<IncidentRow?> FindIncident(string incidentId, CancellationToken ct) => Task.FromResult(_data.Incidents.GetValueOrDefault(incidentId));

    public void PutIncident(IncidentRow incident) => _data = _data with
    {
        Incidents = _data.Incidents.SetItem(
            incident.Id,
            _data.Incidents.TryGetValue(incident.Id, out var before)
                ? before with { Message = incident.Message, Detail = incident.Detail, Status = incident.Status, At = incident.At, ResolvedAt = null, ResolvedBy = null }
                : incident),
    };

    public void CloseIncident(string incidentId, string status, DateTimeOffset at, string by)
    {
        if (_data.Incidents.TryGetValue(incidentId, out var found) && found.Status != "Resolved")
        {
            var changed = found with { Status = status, ResolvedAt = at, ResolvedBy = by, Retries = found.Retries + (status == "Retried" ? 1 : 0) };
            _data = _data with { Incidents = _data.Incidents.SetItem(incidentId, changed) };
        }
    }

    public void AddWork(WorkRow work) => _data = _data with { LastId = _data.LastId + 1, Work = _data.Work.Add(_data.LastId + 1, work with { Id = _data.LastId + 1 }) };

    public void DeleteWork(long id) => _data = _data with { Work = _data.Work.Remove(id) };

    public void RescheduleWork(long id, int attempts, DateTimeOffset nextAt, string? error)
    {
        if (_data.Work.TryGetValue(id, out var work))
        {
            _data = _data with { Work = _data.Work.SetItem(id, work with { Attempts = attempts, NextAt = nextAt, Error = error }) };
        }
    }

    public Task<WorkRow?> TakeWork(DateTimeOffset now, CancellationToken ct) =>
        Task.FromResult(Due(now).FirstOrDefault(work => work.Kind != ErrandPump.WorkKind));

    public Task<WorkRow?> TakeErrand(DateTimeOffset now, CancellationToken ct) =>
        Task.FromResult(Due(now).FirstOrDefault(work => work.Kind == ErrandPump.WorkKind));

    public Task<WorkRow?> FindWork(long id, CancellationToken ct) => Task.FromResult(_data.Work.GetValueOrDefault(id));

    public void RewriteWork(long id, string payload)
    {
        if (_data.Work.TryGetValue(id, out var work))
        {
            _data = _data with { Work = _data.Work.SetItem(id, work with { Payload = payload }) };
        }
    }

    public Task<LetterRow?> FindLetter(long workId, CancellationToken ct) => Task.FromResult(_data.Letters.GetValueOrDefault(workId));

    public void PutLetter(LetterRow letter) => _data = _data with { Letters = _data.Letters.SetItem(letter.WorkId, letter) };

    public void AddOutbox(OutboxRow message)
    {
        if (_data.Outbox.Values.Any(other => other.Row.MessageId == message.MessageId))
        {
            throw new InvalidOperationException($"Message {message.MessageId} is in the outbox already.");
        }

        _data = _data with { LastId = _data.LastId + 1, Outbox = _data.Outbox.Add(_data.LastId + 1, (message with { Id = _data.LastId + 1 }, message.CreatedAt)) };
    }

    public Task<IReadOnlyList<OutboxRow>> TakeOutbox(DateTimeOffset now, int limit, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<OutboxRow>>([.. _data.Outbox.Values.Where(m => m.Row.Status == "Pending" && m.NextAt <= now).Take(limit).Select(m => m.Row)]);

    public Task<OutboxRow?> FindOutbox(long id, CancellationToken ct) => Task.FromResult(_data.Outbox.TryGetValue(id, out var found) ? found.Row : null);

    public void MarkOutbox(long id, string status, int attempts, DateTimeOffset nextAt, string? error, DateTimeOffset? sentAt)
    {
        var row = _data.Outbox[id].Row with { Status = status, Attempts = attempts, Error = error, SentAt = sentAt };
        _data = _data with { Outbox = _data.Outbox.SetItem(id, (row, nextAt)) };
    }

    public Task<bool> EnterInbox(string consumer, string messageId, DateTimeOffset at, CancellationToken ct)
    {
        if (_data.Inbox.ContainsKey((consumer, messageId)))
        {
            return Task.FromResult(false);
        }

        _data = _data with { Inbox = _data.Inbox.Add((consumer, messageId), at) };
        return Task.FromResult(true);
    }

    public Task<IReadOnlyList<DefinitionRow>> LockDefinition(string definitionId, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<DefinitionRow>>([.. _data.Definitions.Where(d => d.Version.DefinitionId == definitionId).OrderBy(d => d.Version.Version)]);

    public void AddDefinition(DefinitionRow definition) => _data = _data with { Definitions = _data.Definitions.Add(definition) };

    public void SetDefinitionStatus(string versionId, string status, DateTimeOffset? publishedAt, string? publishedBy)
    {
        var found = _data.Definitions.First(d => d.Version.VersionId == versionId);
        var changed = found.Version with { Status = status, PublishedAt = publishedAt ?? found.Version.PublishedAt, PublishedBy = publishedBy ?? found.Version.PublishedBy };
        _data = _data with { Definitions = _data.Definitions.Replace(found, found with { Version = changed }) };
    }

    public Task<int> Forget(DateTimeOffset before, CancellationToken ct)
    {
        var (commands, inbox, sent, letters) = (
            _data.Commands.Where(pair => pair.Value.At < before).Select(pair => pair.Key).ToList(),
            _data.Inbox.Where(pair => pair.Value < before).Select(pair => pair.Key).ToList(),
            _data.Outbox.Where(pair => pair.Value.Row is { Status: "Sent", SentAt: { } at } && at < before).Select(pair => pair.Key).ToList(),
            _data.Letters.Where(pair => pair.Value.ChangedAt < before && !_data.Work.ContainsKey(pair.Key)).Select(pair => pair.Key).ToList());
        _data = _data with
        {
            Commands = _data.Commands.RemoveRange(commands),
            Inbox = _data.Inbox.RemoveRange(inbox),
            Outbox = _data.Outbox.RemoveRange(sent),
            Letters = _data.Letters.RemoveRange(letters),
        };
        return Task.FromResult(commands.Count + inbox.Count + sent.Count + letters.Count);
    }

    private IOrderedEnumerable<WorkRow> Due(DateTimeOffset now) =>
        _data.Work.Values.Where(work => work.NextAt <= now).OrderBy(work => work.NextAt).ThenBy(work => work.Id);
}
