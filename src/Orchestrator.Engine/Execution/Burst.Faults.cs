using Orchestrator.Engine.Activities;
using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Expressions;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Execution;

/// <summary>What an activity leaves behind: outputs, and faults that become incidents.</summary>
internal sealed partial class Burst
{
    public void Fault(Frame frame, Exception e) => Fault(frame, e.Message, e switch
    {
        EvaluationException evaluation => evaluation.Detail,
        _ => e.GetType().Name,
    });

    public void Fault(Frame frame, string message, string? detail)
    {
        if (frame.Gone || frame.Status == FrameStatus.Faulted)
        {
            return;
        }

        StopWaiting(frame);
        frame.Status = FrameStatus.Faulted;
        _faulted = true;
        var incident = new Incident($"{State.InstanceId}:i{++State.Counter}", frame.Id, frame.Key, message);
        State.Incidents.Add(incident);
        History(frame, "Faulted", null, message);
        Ask(new RaiseIncident(incident.Id, frame.Key, frame.Node.Type, message, detail));
    }

    public void Resolve(Frame frame)
    {
        for (var i = State.Incidents.Count - 1; i >= 0; i--)
        {
            if (State.Incidents[i].Frame == frame.Id)
            {
                Ask(new ResolveIncident(State.Incidents[i].Id));
                State.Incidents.RemoveAt(i);
            }
        }
    }

    /// <summary>Stores an output: where the definition binds it, and in the registers that scripts read.</summary>
    public void Output(Frame frame, string name, object? value)
    {
        if (frame.Node.Outputs.TryGetValue(name, out var binding))
        {
            if (binding.Variable is { } variable)
            {
                Scope.Write(frame, binding.Owner!, variable, value);
            }
            else
            {
                Outputs.Write(this, frame, binding.WorkflowOutput!, value);
            }
        }

        var definition = DefinitionAround(frame.Parent).Definition;
        if ((Workflow.KeepsLastResult || definition.KeepsLastResult) && (name == "result" || frame.Node.Descriptor.Outputs.Count == 1))
        {
            State.LastResult = Copies.Of(value);
        }

        if (definition.KeepsOutputs)
        {
            var register = State.Register ??= new JsObject();
            if (register[frame.Key] is not JsObject own)
            {
                register[frame.Key] = own = new JsObject();
            }

            own[name] = Copies.Of(value);
        }
    }

    /// <summary>Runs the body for a frame; whatever fails becomes an incident of that frame.</summary>
    public void Guard(Frame frame, Action<Burst, Frame> body)
    {
        try
        {
            body(this, frame);
        }
        catch (Exception e)
        {
            Fault(frame, e);
        }
    }
}
