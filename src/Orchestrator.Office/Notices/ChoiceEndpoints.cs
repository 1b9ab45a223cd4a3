using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Notices;

/// <param name="Channels">By which channels the person gets notices of the kind, beside the application itself.</param>
public sealed record KindChoice(string Kind, IReadOnlyList<ChannelCode> Channels);

/// <param name="MailAddress">Of the person's account.</param>
/// <param name="Channels">The channels that this installation has configured.</param>
/// <param name="Kinds">Every kind, in the order in which they are shown.</param>
public sealed record NoticeChoicesView(string? MailAddress, IReadOnlyList<ChannelCode> Channels, IReadOnlyList<KindChoice> Kinds);

/// <param name="Kinds">Kinds that are not named stay as they are.</param>
public sealed record ChooseNotices(string CommandId, IReadOnlyList<KindChoice> Kinds);

/// <summary>Everybody's own choice of what leaves the application for him.</summary>
public static class ChoiceEndpoints
{
    public static void MapChoices(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/notices/settings").WithTags("notices");
        api.MapGet("", async (OfficeDb db, IAddressBook addresses, IEnumerable<INoticeChannel> channels, Actor actor, CancellationToken ct) =>
                new NoticeChoicesView((await addresses.Find(actor.Id, ct))?.MailAddress, [.. channels.Select(channel => channel.Code)], await Kinds(db, actor.Id, ct)))
            .AllowSignedIn().WithName("getNoticeSettings").WithSummary("本人的通知设置");
        api.MapPut("", async (ChooseNotices body, CommandRunner runner, Actor actor, HttpContext http, CancellationToken ct) =>
                (await runner.Run(CommandHead.From(http, actor, body.CommandId, "Notices.Choose", "account", actor.Id, body), work => Choose(body.Kinds, work), ct)).ToResult())
            .AllowSignedIn().Produces<Done>().ProducesProblem(422).WithName("chooseNotices").WithSummary("保存本人的通知设置");
    }

    /// <summary>Refuses (<c>notices.kind</c>) what is no kind of notice.</summary>
    public static async Task<Outcome<Done>> Choose(IReadOnlyList<KindChoice> kinds, UnitOfWork work)
    {
        var unknown = kinds.Select((choice, n) => (choice.Kind, n)).Where(pair => !NoticeKinds.All.Contains(pair.Kind))
            .Select(pair => new FieldProblem($"kinds[{pair.n}].kind", $"没有类别为“{pair.Kind}”的通知。")).ToArray();
        if (unknown.Length > 0)
        {
            return Refusal.Invalid("notices.kind", unknown[0].Message, unknown);
        }

        var db = work.Db<OfficeDb>();
        var person = work.Actor.Id;
        var rows = (await db.NoticeChoices.AsTracking().Where(row => row.PersonId == person).ToListAsync(work.Cancellation)).ToDictionary(row => (row.Kind, row.Channel));
        foreach (var (kind, chosen) in kinds)
        {
            foreach (var channel in Enum.GetValues<ChannelCode>())
            {
                if (!rows.TryGetValue((kind, channel), out var row))
                {
                    row = new NoticeChoice { PersonId = person, Kind = kind, Channel = channel };
                    rows.Add((kind, channel), row);
                    db.NoticeChoices.Add(row);
                }

                row.Wanted = chosen.Contains(channel);
            }
        }

        return Done.Value;
    }

    private static async Task<IReadOnlyList<KindChoice>> Kinds(OfficeDb db, string person, CancellationToken ct)
    {
        var rows = (await db.NoticeChoices.AsNoTracking().Where(row => row.PersonId == person).ToListAsync(ct)).ToDictionary(row => (row.Kind, row.Channel), row => row.Wanted);
        return [.. NoticeKinds.All.Select(kind => new KindChoice(
            kind, [.. Enum.GetValues<ChannelCode>().Where(channel => rows.TryGetValue((kind, channel), out var wanted) ? wanted : NoticeKinds.LeavesUnasked(kind))]))];
    }
}
