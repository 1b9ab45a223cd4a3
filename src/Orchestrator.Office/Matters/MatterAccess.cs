using Microsoft.EntityFrameworkCore;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Matters;

/// <summary>Who may read which matter. Every read of its rows goes through this filter; it runs in the database.</summary>
public static class MatterAccess
{
    private static readonly string[] Administrators = ["SA", "SE", "AU"];

    /// <summary>The initiator, the head of the initiator's unit, whoever has or had a task of it, and the reform office.
    /// Administrators read nothing.</summary>
    public static IQueryable<Matter> ReadableBy(this IQueryable<Matter> matters, OfficeDb db, Actor actor)
    {
        string[] roles = [.. actor.Roles.Except(Administrators)];
        if (roles.Length == 0)
        {
            return matters.Where(matter => false);
        }

        return actor.Has("ZB")
            ? matters
            : matters.Where(Own(actor)).Union(matters.Where(matter => db.MatterParticipants.Any(one => one.MatterId == matter.Id
                && (one.PersonId == actor.Id
                    || (one.PersonId == "" && (one.UnitId == "" || one.UnitId == actor.UnitId) && (one.Role == "" || roles.Contains(one.Role)))))));
    }

    /// <summary>The matter when the actor may read it, himself or for somebody in whose place he has a task of it, or because
    /// it was shown to him.</summary>
    public static async Task<Matter?> Open(OfficeDb db, TaskQueries tasks, IFlowReaders readers, string id, Actor actor, CancellationToken ct)
    {
        var matter = db.Matters.AsNoTracking().Where(matter => matter.Id == id);
        return await matter.ReadableBy(db, await tasks.ReaderOf(id, actor, ct)).FirstOrDefaultAsync(ct)
            ?? (await readers.MayRead(id, actor, ct) ? await matter.FirstOrDefaultAsync(ct) : null);
    }

    public static Refusal Unknown(string id) => Refusal.NotFound("matter.unknown", $"没有编号为“{id}”的事项，或您无权查看。");

    private static System.Linq.Expressions.Expression<Func<Matter, bool>> Own(Actor actor)
    {
        var head = actor.UnitId is not null && Signatories.HeadRoles.Any(actor.Has);
        return matter => matter.InitiatorId == actor.Id || (head && matter.UnitId == actor.UnitId);
    }
}
