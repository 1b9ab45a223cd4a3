using System.Collections.Frozen;

namespace Orchestrator.Engine.Activities;

/// <summary>Every activity type, in one list that reads top to bottom.</summary>
public static class ActivityCatalog
{
    /// <summary>All activity types, in the order in which a designer shows them.</summary>
    public static readonly IReadOnlyList<ActivityDescriptor> All =
    [
        // People
        new("Orchestrator.HumanTask", "People", "人工任务", "Human task")
        {
            Inputs =
            [
                new("step", InputKind.String, "环节代码", "Step code"),
                new("title", InputKind.String, "标题", "Title"),
                new("form", InputKind.String, "表单", "Form"),
                new("fields", InputKind.Json, "必填和隐藏的字段", "Required and hidden fields"),
                new("unit", InputKind.String, "办理单位", "Unit"),
                new("role", InputKind.String, "办理角色", "Role"),
                new("persons", InputKind.List, "办理人", "Persons"),
                new("excluded", InputKind.List, "回避人员", "Excluded persons"),
                new("payload", InputKind.Json, "表单数据", "Payload"),
                new("due", InputKind.Json, "时限", "Due"),
                new("onExpiry", InputKind.String, "逾期处理", "On expiry"),
                new("ladder", InputKind.Json, "催办阶梯", "Reminder ladder"),
                new("participants", InputKind.Json, "会签人", "Participants"),
                new("review", InputKind.Json, "会签规则", "Review rule"),
                new("ifNobody", InputKind.String, "无人可办时", "If nobody"),
                new("fallback", InputKind.Json, "代办人", "Fallback"),
                new("initiator", InputKind.String, "发起人", "Initiator"),
                new("ifInitiator", InputKind.String, "办理人是发起人时", "If the initiator"),
                new("skip", InputKind.String, "去重方式", "Skip who has agreed", Options: ["None", "Consecutive", "Earlier"]),
                new("allow", InputKind.List, "可用操作", "Allowed operations"),
            ],
            Outputs = [new("result", "结果", "Result"), new("outcome", "结论", "Outcome"), new("actor", "办理人", "Actor")],
            Ports = [], PortKind = PortKind.Outcomes, Blocking = true, Activity = new HumanTask(),
        },
        new("Orchestrator.Stage", "People", "阶段", "Stage")
        {
            Inputs = [new("stage", InputKind.String, "阶段", "Stage"), new("round", InputKind.Integer, "轮次", "Round")],
            Activity = new Stage(),
        },
        new("Elsa.RunTask", "People", "外部任务", "Run task")
        {
            Inputs = [new("taskName", InputKind.String, "任务名称", "Task name", true), new("payload", InputKind.Map, "数据", "Payload")],
            Outputs = [new("result", "结果", "Result"), new("taskId", "任务编号", "Task id")],
            Blocking = true, Activity = new RunTask(),
        },

        // Coordination
        new("Orchestrator.Barrier", "Coordination", "集合点", "Barrier")
        {
            Inputs =
            [
                new("key", InputKind.String, "集合点标识", "Key", true),
                new("expected", InputKind.Integer, "应到数", "Expected"),
                new("autoOpen", InputKind.Boolean, "到齐自动放行", "Open automatically"),
            ],
            Outputs = [new("result", "放行数据", "Result")],
            Blocking = true, TellsOthers = true, Activity = new Barrier(),
        },
        new("Orchestrator.OpenBarrier", "Coordination", "放行集合点", "Open barrier")
        {
            Inputs = [new("key", InputKind.String, "集合点标识", "Key", true), new("payload", InputKind.Json, "数据", "Payload")],
            TellsOthers = true, Activity = new OpenBarrierActivity(),
        },
        new("Orchestrator.LeaveBarrier", "Coordination", "退出集合点", "Leave barrier")
        {
            Inputs = [new("key", InputKind.String, "集合点标识", "Key", true)],
            TellsOthers = true, Activity = new LeaveBarrierActivity(),
        },
        new("Orchestrator.Command", "Coordination", "业务命令", "Command")
        {
            Inputs = [new("name", InputKind.String, "命令名称", "Name", true), new("payload", InputKind.Json, "数据", "Payload")],
            TellsOthers = true, Activity = new Command(),
        },
        new("Orchestrator.SendMessage", "Coordination", "发送消息", "Send message")
        {
            Inputs = [new("messageType", InputKind.String, "消息类型", "Message type", true), new("payload", InputKind.Json, "数据", "Payload")],
            TellsOthers = true, Activity = new SendMessageActivity(),
        },
        new("Elsa.Event", "Coordination", "等待事件", "Event")
        {
            Inputs = [new("eventName", InputKind.String, "事件名称", "Event name", true)],
            Outputs = [new("result", "事件数据", "Payload")],
            Blocking = true, IsTrigger = true, Activity = new Event(),
        },
        new("Elsa.PublishEvent", "Coordination", "发布事件", "Publish event")
        {
            Inputs =
            [
                new("eventName", InputKind.String, "事件名称", "Event name", true),
                new("correlationId", InputKind.String, "关联编号", "Correlation id"),
                new("isLocalEvent", InputKind.Boolean, "仅本流程", "Only this instance"),
                new("payload", InputKind.Json, "数据", "Payload"),
            ],
            TellsOthers = true, Activity = new PublishEventActivity(),
        },

        // Time
        new("Orchestrator.Deadline", "Time", "工作日时限", "Working-day deadline")
        {
            Inputs = [new("due", InputKind.Json, "时限", "Due", true)],
            Blocking = true, Activity = new DeadlineTimer(),
        },
        new("Elsa.Delay", "Time", "延时", "Delay")
        {
            Inputs = [new("timeSpan", InputKind.TimeSpan, "时长", "Time span")],
            Blocking = true, Activity = new Delay("timeSpan"),
        },
        new("Elsa.Timer", "Time", "定时", "Timer")
        {
            Inputs = [new("interval", InputKind.TimeSpan, "间隔", "Interval")],
            Blocking = true, IsTrigger = true, Activity = new Delay("interval"),
        },
        new("Elsa.StartAt", "Time", "定点开始", "Start at")
        {
            Inputs = [new("dateTime", InputKind.DateTimeOffset, "时间", "Moment", true)],
            Blocking = true, IsTrigger = true, Activity = new StartAt(),
        },
        new("Elsa.Cron", "Time", "周期", "Cron")
        {
            Inputs = [new("cronExpression", InputKind.String, "Cron 表达式", "Cron expression", true)],
            Blocking = true, IsTrigger = true, Activity = new CronTimer(),
        },

        // Flow
        new("Elsa.Flowchart", "Flow", "流程图", "Flowchart") { Children = "activities", Activity = new Flowchart() },
        new("Elsa.Start", "Flow", "开始", "Start") { Activity = new Milestone() },
        new("Elsa.End", "Flow", "结束", "End") { Ports = [], PortKind = PortKind.None, Activity = new End() },
        new("Elsa.Finish", "Flow", "终止流程", "Finish") { Ports = [], PortKind = PortKind.None, Activity = new Finish() },
        new("Elsa.Complete", "Flow", "完成定义", "Complete")
        {
            Inputs = [new("outcomes", InputKind.List, "结论", "Outcomes")],
            Ports = [], PortKind = PortKind.None, Activity = new Complete(),
        },
        new("Elsa.FlowDecision", "Flow", "判断", "Decision")
        {
            Inputs = [new("condition", InputKind.Boolean, "条件", "Condition")],
            Ports = ["True", "False"], Activity = new FlowDecision(),
        },
        new("Elsa.FlowSwitch", "Flow", "分支选择", "Switch (flow)")
        {
            Inputs = [new("mode", InputKind.String, "匹配方式", "Mode", Options: ["MatchFirst", "MatchAny"])],
            Ports = ["Default"], PortKind = PortKind.Cases, Activity = new FlowSwitch(),
        },
        new("Elsa.FlowFork", "Flow", "分叉", "Fork (flow)")
        {
            Inputs = [new("branches", InputKind.List, "分支", "Branches")],
            Ports = [], PortKind = PortKind.Branches, Activity = new FlowFork(),
        },
        new("Elsa.FlowJoin", "Flow", "汇合", "Join")
        {
            Inputs = [new("mode", InputKind.String, "汇合方式", "Mode", Options: ["WaitAny", "WaitAll", "WaitAllActive"])],
            Activity = new Milestone(),
        },
        new("Elsa.FlowNode", "Flow", "嵌入活动", "Flow node") { Slots = ["body"], Activity = new FlowNode() },

        // Control
        new("Elsa.Sequence", "Control", "顺序", "Sequence") { Children = "activities", Activity = new Sequence() },
        new("Elsa.Parallel", "Control", "并行", "Parallel") { Children = "activities", Activity = new Parallel() },
        new("Elsa.Fork", "Control", "并行分支", "Fork") { Children = "branches", Activity = new Fork() },
        new("Elsa.If", "Control", "如果", "If")
        {
            Inputs = [new("condition", InputKind.Boolean, "条件", "Condition")],
            Outputs = [new("result", "结果", "Result")],
            Slots = ["then", "else"], Activity = new If(),
        },
        new("Elsa.Switch", "Control", "选择", "Switch")
        {
            Inputs = [new("mode", InputKind.String, "匹配方式", "Mode", Options: ["MatchFirst", "MatchAny"])],
            Slots = ["default"], Activity = new Switch(),
        },
        new("Elsa.For", "Control", "计数循环", "For")
        {
            Inputs =
            [
                new("start", InputKind.Integer, "起始", "Start"), new("end", InputKind.Integer, "结束", "End"),
                new("step", InputKind.Integer, "步长", "Step"), new("outerBoundInclusive", InputKind.Boolean, "含结束值", "End inclusive"),
            ],
            Outputs = [new("currentValue", "当前值", "Current value")],
            Slots = ["body"], IsLoop = true, Activity = new For(),
        },
        new("Elsa.ForEach", "Control", "逐项循环", "For each")
        {
            Inputs = [new("items", InputKind.List, "项目", "Items")],
            Outputs = [new("currentValue", "当前值", "Current value")],
            Slots = ["body"], IsLoop = true, Activity = new ForEach(),
        },
        new("Elsa.While", "Control", "条件循环", "While")
        {
            Inputs = [new("condition", InputKind.Boolean, "条件", "Condition")],
            Slots = ["body"], Activity = new While(),
        },
        new("Elsa.ParallelForEach", "Control", "逐项并行", "Parallel for each")
        {
            Inputs = [new("items", InputKind.List, "项目", "Items")],
            Slots = ["body"], IsLoop = true, Activity = new ParallelForEach(),
        },
        new("Elsa.Break", "Control", "跳出循环", "Break") { Ports = [], PortKind = PortKind.None, Activity = new Break() },
        new("Elsa.Fault", "Control", "报错", "Fault")
        {
            Inputs =
            [
                new("code", InputKind.String, "代码", "Code"), new("category", InputKind.String, "类别", "Category"),
                new("faultType", InputKind.String, "类型", "Type"), new("message", InputKind.String, "说明", "Message"),
            ],
            Ports = [], PortKind = PortKind.None, Activity = new Fault(),
        },

        // Data
        new("Elsa.SetVariable", "Data", "设置变量", "Set variable")
        {
            Inputs = [new("value", InputKind.Object, "值", "Value")], Activity = new SetVariable(),
        },
        new("Elsa.SetOutput", "Data", "设置输出", "Set output")
        {
            Inputs = [new("outputName", InputKind.String, "输出名称", "Output name", true), new("outputValue", InputKind.Object, "值", "Value")],
            Activity = new SetOutput(),
        },
        new("Elsa.SetName", "Data", "设置名称", "Set name")
        {
            Inputs = [new("value", InputKind.String, "名称", "Name")], Activity = new SetName(),
        },
        new("Elsa.Correlate", "Data", "设置关联编号", "Correlate")
        {
            Inputs = [new("correlationId", InputKind.String, "关联编号", "Correlation id")], Activity = new Correlate(),
        },
        new("Elsa.WriteLine", "Data", "输出文本", "Write line")
        {
            Inputs = [new("text", InputKind.String, "文本", "Text")], Activity = new WriteLineActivity(),
        },
        new("Elsa.RunJavaScript", "Data", "运行脚本", "Run JavaScript")
        {
            Inputs = [new("script", InputKind.Script, "脚本", "Script"), new("possibleOutcomes", InputKind.List, "可能的结论", "Possible outcomes")],
            Outputs = [new("result", "结果", "Result")],
            PortKind = PortKind.PossibleOutcomes, Activity = new RunJavaScript(),
        },

        // Other definitions
        new("Elsa.DispatchWorkflow", "Composition", "派发流程", "Dispatch workflow")
        {
            Inputs =
            [
                new("workflowDefinitionId", InputKind.String, "流程定义", "Definition", true), new("correlationId", InputKind.String, "关联编号", "Correlation id"),
                new("input", InputKind.Map, "输入", "Input"), new("waitForCompletion", InputKind.Boolean, "等待完成", "Wait for completion"),
                new("startNewTrace", InputKind.Boolean, "新建跟踪", "Start new trace"), new("channelName", InputKind.String, "通道", "Channel"),
            ],
            Outputs = [new("result", "结果", "Result")],
            Blocking = true, TellsOthers = true, Activity = new ChildWorkflow(false),
        },
        new("Elsa.ExecuteWorkflow", "Composition", "执行流程", "Execute workflow")
        {
            Inputs =
            [
                new("workflowDefinitionId", InputKind.String, "流程定义", "Definition", true), new("correlationId", InputKind.String, "关联编号", "Correlation id"),
                new("input", InputKind.Map, "输入", "Input"), new("waitForCompletion", InputKind.Boolean, "等待完成", "Wait for completion"),
            ],
            Outputs = [new("result", "结果", "Result")],
            Blocking = true, TellsOthers = true, Activity = new ChildWorkflow(true),
        },
        new("Elsa.BulkDispatchWorkflows", "Composition", "批量派发流程", "Bulk dispatch workflows")
        {
            Inputs =
            [
                new("workflowDefinitionId", InputKind.String, "流程定义", "Definition", true), new("items", InputKind.List, "项目", "Items"),
                new("defaultItemInputKey", InputKind.String, "项目输入名", "Item input"), new("correlationIdFunction", InputKind.String, "关联编号", "Correlation id"),
                new("input", InputKind.Map, "输入", "Input"), new("waitForCompletion", InputKind.Boolean, "等待完成", "Wait for completion"),
                new("startNewTrace", InputKind.Boolean, "新建跟踪", "Start new trace"), new("channelName", InputKind.String, "通道", "Channel"),
            ],
            Ports = ["Done", "Completed", "Canceled"], Slots = ["childCompleted", "childFaulted"],
            Blocking = true, TellsOthers = true, Activity = new BulkDispatch(),
        },
    ];

    /// <summary>The synthetic node above every root activity.</summary>
    internal static readonly ActivityDescriptor Workflow = new("Elsa.Workflow", "Composition", "流程", "Workflow") { Activity = new WorkflowRoot() };

    private static readonly InlineDefinition Inline = new();
    private static readonly FrozenDictionary<string, ActivityDescriptor> ByType = All.ToFrozenDictionary(d => d.Type, StringComparer.OrdinalIgnoreCase);

    /// <summary>The descriptor of a type; generic forms such as <c>Elsa.ForEach&lt;String&gt;</c> are the plain type.</summary>
    public static ActivityDescriptor? Find(string type)
    {
        var generic = type.AsSpan().IndexOfAny('<', '`');
        return ByType.GetValueOrDefault(generic > 0 ? type[..generic] : type);
    }

    /// <summary>Describes a definition that is used as an activity.</summary>
    public static ActivityDescriptor Describe(Definitions.Workflow definition) =>
        new(TypeOf(definition.Name), "Definitions", definition.Name, definition.Name)
        {
            Inputs = [.. definition.Inputs.Select(input => new InputDescriptor(
                InlineDefinition.Camel(input.Name), input is { TypeName: "String", IsArray: false } ? InputKind.String : InputKind.Json, input.DisplayName ?? input.Name, input.DisplayName ?? input.Name))],
            Outputs = [.. definition.Outputs.Select(output => new OutputDescriptor(
                InlineDefinition.Camel(output.Name), output.DisplayName ?? output.Name, output.DisplayName ?? output.Name))],
            Ports = ["Done", .. definition.Outcomes.Where(outcome => outcome != "Done")],
            PortKind = PortKind.Definition,
            Blocking = true,
            Activity = Inline,
        };

    /// <summary>The activity type of a definition: its name without spaces.</summary>
    public static string TypeOf(string name) => string.Concat(name.Where(character => !char.IsWhiteSpace(character)));
}
