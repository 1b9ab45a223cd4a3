using Orchestrator.Engine.Values;
using Orchestrator.Office.Matters;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Demo.Script;

/// <summary>Three matters that are sent round for countersigning: one under way, one registered, one sent back. Every deed has
/// a command id of its own, and what is done already is not done again.</summary>
public sealed class PlayMatters(CommandRunner commands, TaskQueries tasks, IServiceScopeFactory scopes)
{
    private static readonly DemoPerson[] Drafters = [DemoCity.Person("D3", "BM-JB"), DemoCity.Person("D6", "BM-JB"), DemoCity.Person("D8", "BM-JB")];

    private static readonly MatterPlan[] Plans =
    [
        new("关于规范街道便民服务中心名称和标识的会签", MatterKind.Document,
            "一、街道便民服务中心统一称“××街道便民服务中心”，不再加挂其他名称。\n二、标识牌的规格、颜色和文字由市里统一制定，本区分两批更换，9月30日前完成。\n三、更换所需经费从街道公用经费中列支，不另行安排。",
            [new("ZZ", 2), new("ZF"), new("D7")], CountersignMode.Vote, 2d / 3),
        new("关于街道档案随机构调整移交工作的请示", MatterKind.Request,
            "一、机构撤并的街道，档案由接收其职能的单位整体接收。\n二、移交前由原单位清点造册，双方负责人签字。\n三、涉及在办事项的档案，办结后移交。",
            [new("ZZ"), new("D7")], CountersignMode.Any, Days: 3),
        new("关于撤销街道所属议事协调机构的方案", MatterKind.Plan,
            "一、撤销街道各类领导小组、指挥部共十一个，名单附后。\n二、保留的由街道党工委统一管理，不设专门办事机构。\n三、今后新设须报市委编办审核。",
            [new("ZZ"), new("ZF", Veto: true), new("D7")], CountersignMode.All),
    ];

    private readonly string[] _ids = new string[Plans.Length];

    /// <summary>Sent round, and reviewed by the heads of their units.</summary>
    public async Task Begin()
    {
        for (var at = 0; at < Plans.Length; at++)
        {
            _ids[at] = await Start(at);
            await Decide(_ids[at], DemoCity.Person(Drafters[at].UnitId, "BM-FZ"), "Approve", "同意送审。", at == 1 ? "cw.2" : null);
        }
    }

    /// <summary>The units and offices have their say.</summary>
    public async Task GoOn()
    {
        foreach (var id in _ids)
        {
            await Decide(id, DemoCity.Person("SF", "BM-FZ"), "Approve", "经审查，内容合法，程序符合规定。");
        }

        await Decide(_ids[0], DemoCity.Person("ZZ", "BM-FZ"), "Approve", "同意。更换标识请与党群服务中心同步。");
        await Decide(_ids[0], DemoCity.Person("CZ", "BM-FZ"), "Approve", "同意，经费渠道明确。");
        await Ask(_ids[0], DemoCity.Person("ZF", "BM-FZ"), DemoCity.Person("ZF", "BM-JB"), "请对照平安建设的有关要求先提出意见。");
        await Decide(_ids[1], DemoCity.Person("ZZ", "BM-FZ"), "Approve", "同意。");
        await Decide(_ids[1], DemoCity.Person("BB", "BM-FZ"), "Approve", "同意，移交情况请抄送编办。");
        await Decide(_ids[1], DemoCity.Person("CZ", "BM-FZ"), "Approve", null);
        await Decide(_ids[2], DemoCity.Person("ZZ", "BM-FZ"), "Approve", null);
        await Decide(_ids[2], DemoCity.Person("ZF", "BM-FZ"), "Reject", "综治领导小组的撤销须先明确职能由谁承接，请补充。");
    }

    /// <summary>One is signed by the leader and registered.</summary>
    public async Task Finish()
    {
        await Decide(_ids[1], DemoCity.People.First(person => person.UserName == "cw.2"), "Approve", "同意。移交过程中不得影响群众办事。");
        await Decide(_ids[1], Drafters[1], "Register", null);
    }

    private async Task<string> Start(int at)
    {
        await using var scope = scopes.CreateAsyncScope();
        var signatories = scope.ServiceProvider.GetRequiredService<Signatories>();
        return (await Run(Drafters[at], $"script:matter:{at}", "Matters.Start", work => MatterOperations.Start(Plans[at], signatories, work))).Id;
    }

    private async Task Decide(string matter, DemoPerson person, string outcome, string? opinion, string? leader = null)
    {
        if (await OpenTask(matter, person) is { } task)
        {
            var data = new JsObject();
            foreach (var (name, value) in new[] { ("opinion", opinion), ("leaderId", leader) })
            {
                if (value is not null)
                {
                    data[name] = value;
                }
            }

            await Run(person, $"script:{task.Id}", "Tasks.Complete", work => work.Workflows.CompleteTask(task.Id, task.Revision, outcome, data));
        }
    }

    private async Task Ask(string matter, DemoPerson person, DemoPerson colleague, string reason)
    {
        if (await OpenTask(matter, person) is { } task)
        {
            await Run(person, $"script:ask:{task.Id}", "Tasks.Delegate", work => work.Workflows.Delegate(task.Id, task.Revision, new([colleague.UserName], null, null, []), reason));
        }
    }

    private async Task<TaskRow?> OpenTask(string matter, DemoPerson person) => (await tasks.OfCase(matter, openOnly: true)).FirstOrDefault(task => task.MayDecide(person.Actor()));

    private async Task<T> Run<T>(DemoPerson by, string commandId, string name, Func<UnitOfWork, Task<Outcome<T>>> body) =>
        (await commands.Run(new CommandHead(commandId, name, by.Actor(), "demo"), body)).Required();
}
