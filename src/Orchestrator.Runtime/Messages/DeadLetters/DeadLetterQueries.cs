using Orchestrator.Runtime.Messages.DeadLetters;
using Orchestrator.Runtime.Storage;

namespace Orchestrator.Runtime;

/// <summary>Messages that could not be handled, for operators.</summary>
public sealed class DeadLetterQueries
{
    private readonly IStore _store;

    internal DeadLetterQueries(IStore store) => _store = store;

    /// <summary>Those that failed last first.</summary>
    /// <param name="text">Looked for in handler, message id and error; never in what people wrote.</param>
    public async Task<Page<DeadLetter>> List(DeadLetterState? state, string? text, int page = 1, int size = 50, CancellationToken ct = default)
    {
        var rows = await _store.Reads.Letters(new(state, null, text), page, size, ct);
        return new([.. rows.Items.Select(row => row.View())], rows.Total, rows.PageNumber, rows.Size);
    }

    public async Task<DeadLetterContent?> Find(long id, CancellationToken ct = default)
    {
        if ((await _store.Reads.Letters(new(null, id, null), 1, 1, ct)).Items is not [var row])
        {
            return null;
        }

        var body = CoveredText.Of(row.Body);
        return new(row.View(), body.Text, row.Letter is { MendedBy: not null } mended ? CoveredText.Of(mended.Original).Text : null, body.Count);
    }
}
