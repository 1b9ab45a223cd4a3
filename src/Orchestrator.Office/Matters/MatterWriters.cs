using Orchestrator.Runtime;

namespace Orchestrator.Office.Matters;

/// <summary>Whoever may read a matter reads its files; whoever has its draft open adds and removes them.</summary>
internal sealed class MatterWriters(OfficeDb db, TaskQueries tasks, IFlowReaders readers) : IMatterWriters
{
    public bool MayBegin(Actor actor) => actor.UnitId is not null && actor.HasAny(MatterEndpoints.Initiators);

    public async Task<MatterFileRights?> Of(string matterId, Actor actor, CancellationToken ct)
    {
        if (await MatterAccess.Open(db, tasks, readers, matterId, actor, ct) is null)
        {
            return null;
        }

        var draft = (await tasks.OfCase(matterId, openOnly: true, ct)).FirstOrDefault(task => task.Form == MatterDraftForm.Name && task.MayDecide(actor));
        return new MatterFileRights(draft?.Holder(actor));
    }
}
