using System.Linq.Expressions;
using Orchestrator.Office.Matters;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Supervisions;

/// <summary>Who does what with supervisions. Administrators neither see nor do anything, whatever else they are.</summary>
internal static class SupervisionRights
{
    public const string Office = "ZB";
    public const string Leader = "LD";

    public static bool IsAdministrator(Actor actor) => actor.HasAny("SA", "SE", "AU");

    public static bool Manages(Actor actor) => actor.Has(Office) && !IsAdministrator(actor);

    public static bool SeesAll(Actor actor) => actor.HasAny(Office, Leader) && !IsAdministrator(actor);

    /// <summary>The supervisions about which the actor is told as the leader or as the head of the unit: he may read their flows
    /// from then on.</summary>
    public static Expression<Func<Supervision, bool>> ToldTo(Actor actor)
    {
        var (me, unit, head) = (actor.Id, actor.UnitId, actor.UnitId is not null && Signatories.HeadRoles.Any(actor.Has));
        return one => one.LeaderId == me || (head && one.UnitId == unit);
    }

    /// <summary>As who the actor reports: who has the task (also for somebody else), or the head of the unit it is done for.</summary>
    public static Actor? Reporter(Supervision one, TaskRow? task, Actor actor) =>
        IsAdministrator(actor) ? null
        : task?.Holder(actor) is { } holder ? holder
        : one.UnitId is not null && one.UnitId == actor.UnitId && Signatories.HeadRoles.Any(actor.Has) ? actor
        : null;
}
