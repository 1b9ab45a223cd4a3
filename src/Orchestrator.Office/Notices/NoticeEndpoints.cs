using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Notices;

public sealed record NoticeView(string Id, DateTimeOffset At, string Kind, string Title, string? Text, string? CampaignId, string? CaseId, string? TaskId, DateTimeOffset? ReadAt);

public sealed record NoticePage(IReadOnlyList<NoticeView> Items, int Total, int Unread);

/// <param name="Ids">Null marks everything up to now as read.</param>
public sealed record ReadNotices(string CommandId, IReadOnlyList<string>? Ids);

public static class NoticeEndpoints
{
    public static IEndpointRouteBuilder MapNotices(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/notices").WithTags("notices");
        api.MapGet("", async (OfficeDb db, Actor actor, CancellationToken ct, int page = 1, int size = 20) => await Page(db, actor, page, size, ct))
            .AllowSignedIn().WithName("listNotices");
        api.MapPost("/read", async (ReadNotices body, CommandRunner runner, Actor actor, HttpContext http, CancellationToken ct) =>
                (await runner.Run(CommandHead.From(http, actor, body.CommandId, "Notices.Read", "notices", actor.Id, body), work => MarkRead(body.Ids, work), ct)).ToResult())
            .AllowSignedIn().Produces<Done>().WithName("readNotices");
        app.MapChoices();
        app.MapDeliveries();
        return app;
    }

    public static async Task<NoticePage> Page(OfficeDb db, Actor actor, int page, int size, CancellationToken ct)
    {
        var mine = Mine(db, actor);
        (page, size) = (Math.Max(page, 1), Math.Clamp(size, 1, 200));
        var items = await mine.AsNoTracking().OrderByDescending(notice => notice.CreatedAt).ThenBy(notice => notice.Id).Skip((page - 1) * size).Take(size)
            .Select(notice => new NoticeView(
                notice.Id, notice.CreatedAt, notice.Kind, notice.Title, notice.Body, notice.CampaignId, notice.CaseId, notice.TaskId,
                db.NoticeReads.Where(read => read.NoticeId == notice.Id && read.PersonId == actor.Id).Select(read => (DateTimeOffset?)read.At).FirstOrDefault()))
            .ToListAsync(ct);
        var unread = await mine.CountAsync(notice => !db.NoticeReads.Any(read => read.NoticeId == notice.Id && read.PersonId == actor.Id), ct);
        return new NoticePage(items, await mine.CountAsync(ct), unread);
    }

    public static async Task<Outcome<Done>> MarkRead(IReadOnlyList<string>? ids, UnitOfWork work)
    {
        var db = work.Db<OfficeDb>();
        var person = work.Actor.Id;
        var mine = Mine(db, work.Actor);
        if (ids is not null)
        {
            string[] chosen = [.. ids];
            mine = mine.Where(notice => chosen.Contains(notice.Id));
        }

        var unread = await mine
            .Where(notice => !db.NoticeReads.Any(read => read.NoticeId == notice.Id && read.PersonId == person))
            .Select(notice => notice.Id).ToListAsync(work.Cancellation);
        foreach (var id in unread)
        {
            // The same person may read in two windows at once.
            await db.Database.ExecuteSqlAsync($"insert into of_notice_reads (notice_id, person_id, at) values ({id}, {person}, {work.Now.UtcTicks}) on conflict do nothing", work.Cancellation);
        }

        return Done.Value;
    }

    private static IQueryable<Notice> Mine(OfficeDb db, Actor actor)
    {
        string[] roles = [.. actor.Roles];
        var (person, unit) = (actor.Id, actor.UnitId);
        return db.Notices.Where(notice => notice.PersonId == person
            || (notice.PersonId == null && (notice.UnitId == null || notice.UnitId == unit) && (notice.Role == null ? notice.UnitId != null : roles.Contains(notice.Role))));
    }
}
