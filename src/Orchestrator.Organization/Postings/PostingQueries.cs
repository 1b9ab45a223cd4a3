using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Organization.Book;
using Orchestrator.Organization.Ledger;
using Orchestrator.Runtime;

namespace Orchestrator.Organization.Postings;

/// <param name="PersonKey">Whom it is about; human resources tells the name to those who may know.</param>
/// <param name="Changes">Of one that waits: what it would change in the ledger of this moment. Of one that was posted: what it changed.</param>
/// <param name="Problems">Why one that waits cannot be posted now.</param>
/// <param name="Remark">Why it was returned or withdrawn.</param>
/// <param name="MayReturn">退回, or 撤回 when <paramref name="Own"/>.</param>
public sealed record PostingView(
    string Id, [EnumDataType(typeof(PostingKind))] string Kind, string KindLabel, [EnumDataType(typeof(PostingStatus))] string Status, string Sentence, string DocNo, DateOnly On,
    IReadOnlyList<string> Units, string? PersonKey, IReadOnlyList<PostingChange> Changes, IReadOnlyList<FieldProblem> Problems,
    string ByName, DateTimeOffset At, string? DecidedByName, DateTimeOffset? DecidedAt, string? Remark,
    bool Own, bool MayApprove, bool MayReturn);

public sealed record PostingPage(IReadOnlyList<PostingView> Items, int Total, int Page, int Size);

/// <param name="Text">A part of 登记号, 文号, sentence or name of the proposer.</param>
internal sealed record PostingFilter(string? UnitId, PostingKind? Kind, PostingStatus? Status, string? Text);

internal sealed class PostingQueries(OrganizationDb db, LedgerBook book, QuotaParameters parameters)
{
    private const int LargestPage = 200;

    public async Task<PostingPage> List(PostingFilter filter, int page, int size, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        (page, size) = (Math.Clamp(page, 1, 100_000), Math.Clamp(size, 1, LargestPage));
        var found = db.Postings.AsNoTracking();
        found = filter.Kind is { } wanted ? found.Where(row => row.Kind == wanted) : found;
        found = filter.Status is { } state ? found.Where(row => row.Status == state) : found;
        if (!string.IsNullOrWhiteSpace(filter.UnitId))
        {
            var unit = $"|{filter.UnitId}|";
            found = found.Where(row => row.Units.Contains(unit));
        }

        if (filter.Text is { Length: > 0 } text)
        {
            found = found.Where(row => row.Id.Contains(text) || row.DocNo.Contains(text) || row.Sentence.Contains(text) || row.ByName.Contains(text));
        }

        var rows = await found.OrderByDescending(row => row.Number).Skip((page - 1) * size).Take(size).ToListAsync(ct);
        var ledger = (await book.Read(ct)).Ledger;
        return new([.. rows.Select(row => View(row, ledger, actor, now))], await found.CountAsync(ct), page, size);
    }

    private PostingView View(PostingRow row, QuotaLedger ledger, Actor actor, DateTimeOffset now)
    {
        var (own, open) = (actor.Is(row.ById), row.Status == PostingStatus.Proposed);
        var (changes, problems) = (JsonSerializer.Deserialize<IReadOnlyList<PostingChange>>(row.Changes, RuntimeJson.Options)!, (IReadOnlyList<FieldProblem>)[]);
        if (open)
        {
            (_, _, changes, problems) = PostingPreview.Of(ledger, JsonSerializer.Deserialize<Posting>(row.Body, RuntimeJson.Options)!, row.Id, PostingDesk.Today(now), parameters);
        }

        var approves = PostingRights.MayApprove(actor, row.Kind);
        return new(
            row.Id, $"{row.Kind}", row.Kind.Label(), $"{row.Status}", row.Sentence, row.DocNo, row.PostedOn, [.. row.Units.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(ledger.OrganName)], row.PersonKey,
            changes, problems, row.ByName, row.At, row.DecidedByName, row.DecidedAt, row.Remark,
            own, open && approves && !own, open && (own || approves));
    }
}
