using Microsoft.EntityFrameworkCore;
using Orchestrator.Office.Matters;
using Orchestrator.Office.Notices;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Correspondence;

/// <summary>What a receiver does: opening a copy is the receipt; an opinion (阅知意见) is free.</summary>
public static class ReadingCopies
{
    private const int LongestOpinion = 500;

    /// <summary>The first opening counts; later ones change nothing.</summary>
    public static async Task<Outcome<Done>> Open(string circularId, UnitOfWork work)
    {
        var db = work.Db<OfficeDb>();
        var me = work.Actor.Id;
        if (await db.Copies.Where(copy => copy.CircularId == circularId && copy.PersonId == me && copy.State == CopyState.Unread)
            .ExecuteUpdateAsync(copy => copy.SetProperty(row => row.State, CopyState.Read).SetProperty(row => row.ReadAt, work.Now), work.Cancellation) > 0)
        {
            work.Changed("talk");
            return Done.Value;
        }

        return await db.Copies.AnyAsync(copy => copy.CircularId == circularId && copy.PersonId == me && copy.State == CopyState.Read, work.Cancellation) ? Done.Value : Unknown();
    }

    public static async Task<Outcome<Done>> Opine(string circularId, string? opinion, UnitOfWork work)
    {
        var db = work.Db<OfficeDb>();
        if (await db.Copies.FindAsync([circularId, work.Actor.Id], work.Cancellation) is not { State: CopyState.Read } copy)
        {
            return Unknown();
        }

        if (await MatterVoiding.Stops(copy.RootId, work) is { } stopped)
        {
            return stopped;
        }

        var (text, problem) = ShortText.Check(opinion, "opinion", "阅知意见", LongestOpinion, least: 0);
        if (problem is not null)
        {
            return Refusal.Invalid("opinion.invalid", problem.Message, problem);
        }

        copy.Opinion = text.Length == 0 ? null : text;
        copy.OpinionAt = text.Length == 0 ? null : work.Now;
        if (text.Length > 0)
        {
            var circular = (await db.Circulars.FindAsync([circularId], work.Cancellation))!;
            await NoticeBook.ToPerson(
                work, new(circular.FlowTitle, circular.CampaignId, null, null), "CopyOpinion", $"{work.Actor.Name}填写了阅知意见", circular.SenderId,
                $"{circularId}:{work.Actor.Id}:{work.Now.UtcTicks}", text);
        }

        work.Changed("talk");
        return Done.Value;
    }

    // Not received and taken back look the same: the sender may think again without explaining himself.
    private static Refusal Unknown() => Refusal.NotFound("copies.unknown", "没有传阅给您的这件材料，或发件人已经收回。");
}
