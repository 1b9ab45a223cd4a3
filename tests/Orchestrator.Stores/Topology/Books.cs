using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Office.Units;
using Orchestrator.Runtime;
using Orchestrator.Stores.Host;
using Orchestrator.Stores.Transfers;

namespace Orchestrator.Stores.Topology;

/// <summary>The databases of an installation behind its API: what is in them before the first day, and what they say in the end.</summary>
internal sealed record Books(IServiceProvider Office, IServiceProvider Organization, IServiceProvider Finance, IServiceProvider HumanResources)
{
    public TransferCity City(ITransferCounter counter, int perUnit = 40) => new(counter, Office, Organization, Finance, HumanResources, perUnit);

    public Task AddPerson(string userName, string unit, params string[] roles) => RunningHost.CreatePerson(Office, userName, roles, unit);

    public async Task AddUnits(params string[] units)
    {
        foreach (var unit in units)
        {
            (await Office.GetRequiredService<CommandRunner>().Run(
                new($"unit-{unit}", "Units.Add", Actor.System), work => UnitOperations.Add(new("-", unit, $"单位{unit}", UnitKind.District), work))).Required();
        }
    }
}
