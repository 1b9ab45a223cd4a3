using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Identity.Phrases;

/// <param name="Shipped">The same for everybody.</param>
/// <param name="Own">In the person's order.</param>
/// <param name="Revision">Of the own ones; 0 before there are any.</param>
public sealed record PhraseDocument(IReadOnlyList<string> Shipped, IReadOnlyList<string> Own, long Revision);

/// <param name="Phrases">All of them, in the order they are to have.</param>
public sealed record SetPhrases(string CommandId, long Revision, IReadOnlyList<string>? Phrases);

/// <summary>Everybody's own 常用语: read and written as one list, so that its order is what was seen.</summary>
public static class PhraseEndpoints
{
    public static void MapPhrases(this IEndpointRouteBuilder api)
    {
        var phrases = api.MapGroup("/phrases").WithTags("session");
        phrases.MapGet("", async (IdentityDb db, Actor actor, CancellationToken ct) =>
            View(await db.PhraseLists.AsNoTracking().FirstOrDefaultAsync(list => list.AccountId == actor.Id, ct))).AllowSignedIn().WithName("GetPhrases").WithSummary("常用语");
        phrases.MapPut("", Set).AllowSignedIn().WithName("SetPhrases").Produces<PhraseDocument>().WithSummary("保存自己的常用语");
    }

    private static async Task<IResult> Set(SetPhrases request, HttpContext http, Actor actor, CommandRunner commands) =>
        (await commands.Run(CommandHead.From(http, actor, request.CommandId, "Phrases.Set", "account", actor.Id, request), work => Store(request, work), http.RequestAborted)).ToResult();

    private static async Task<Outcome<PhraseDocument>> Store(SetPhrases request, UnitOfWork work)
    {
        var read = PhraseRules.Check(request.Phrases);
        if (read.Refusal is { } refusal)
        {
            return refusal;
        }

        var db = work.Db<IdentityDb>();
        var me = work.Actor.Id;
        // The first list of a person is written by two windows at once like every later one: one of them is told.
        await db.Database.ExecuteSqlAsync($"insert into id_phrases (account_id, texts, revision) values ({me}, '[]', 0) on conflict do nothing", work.Cancellation);
        var texts = JsonSerializer.Serialize(read.Value, RuntimeJson.Options);
        var next = request.Revision + 1;
        if (await db.PhraseLists.Where(list => list.AccountId == me && list.Revision == request.Revision)
            .ExecuteUpdateAsync(list => list.SetProperty(row => row.Texts, texts).SetProperty(row => row.Revision, next), work.Cancellation) == 0)
        {
            return Refusal.Conflict(
                "phrases.stale", "常用语已在别处修改，请刷新后再试。", await db.PhraseLists.Where(list => list.AccountId == me).Select(list => list.Revision).FirstAsync(work.Cancellation));
        }

        return new PhraseDocument(PhraseRules.Shipped, read.Value!, next);
    }

    private static PhraseDocument View(PhraseList? list) =>
        new(PhraseRules.Shipped, list is null ? [] : JsonSerializer.Deserialize<string[]>(list.Texts, RuntimeJson.Options)!, list?.Revision ?? 0);
}
