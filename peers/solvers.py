"""One function a solver: routes of an instance after so many seconds, on one thread, none if it has none."""

from datetime import timedelta

import pyvrp
import pyvrp.stop
import vroom
from ortools.constraint_solver import pywrapcp, routing_enums_pb2

from instance import Instance

SEED = 1


def solve_vroom(it: Instance, seconds: float) -> list[list[int]] | None:
    """VROOM at its highest exploration level."""
    problem = vroom.Input()
    problem.set_durations_matrix(profile="car", matrix_input=it.scaled.astype("uint32"))
    hours = {} if it.windows is None else {"time_window": vroom.TimeWindow(*it.windows[0])}
    for number in range(it.fleet):
        problem.add_vehicle(vroom.Vehicle(number, start=0, end=0, capacity=[it.capacity], **hours))
    for v in range(1, len(it.demand)):
        windows = {} if it.windows is None else {"time_windows": [vroom.TimeWindow(*it.windows[v])]}
        delivery = vroom.Amount([it.demand[v]])
        problem.add_job(vroom.Job(v, v, default_service=it.service[v], delivery=delivery, **windows))
    found = problem.solve(exploration_level=5, nb_threads=1, timeout=timedelta(seconds=seconds))
    if found.summary.unassigned:
        return None
    jobs = found.routes[found.routes["type"] == "job"]
    return [[int(v) for v in route["id"]] for _, route in jobs.groupby("vehicle_id", sort=False)]


def solve_pyvrp(it: Instance, seconds: float) -> list[list[int]] | None:
    """PyVRP with its own parameters."""
    model = pyvrp.Model()
    places = [model.add_location(x, y) for x, y in it.coordinates]
    hours = lambda v: {} if it.windows is None else dict(zip(("tw_early", "tw_late"), it.windows[v]))
    depot = model.add_depot(places[0], **hours(0))
    model.add_vehicle_type(it.fleet, capacity=it.capacity, start_depot=depot, end_depot=depot)
    for v in range(1, len(places)):
        model.add_client(places[v], delivery=it.demand[v], service_duration=it.service[v], **hours(v))
    for a, row in zip(places, it.scaled.tolist()):
        for b, length in zip(places, row):
            model.add_edge(a, b, distance=length, duration=length)
    stop = pyvrp.stop.MaxRuntime(seconds)
    found = pyvrp.solve(model.data(), stop, seed=SEED, collect_stats=False, display=False)
    if not found.is_feasible():
        return None
    return [[stop.idx + 1 for stop in route.schedule() if stop.is_client()] for route in found.best.routes()]


def solve_ortools(it: Instance, seconds: float) -> list[list[int]] | None:
    """OR-tools by guided local search from its parallel insertion."""
    manager = pywrapcp.RoutingIndexManager(len(it.demand), it.fleet, 0)
    routing = pywrapcp.RoutingModel(manager)
    lengths, node = it.scaled.tolist(), manager.IndexToNode
    routing.SetArcCostEvaluatorOfAllVehicles(
        routing.RegisterTransitCallback(lambda a, b: lengths[node(a)][node(b)])
    )
    load = routing.RegisterUnaryTransitCallback(lambda a: it.demand[node(a)])
    routing.AddDimension(load, 0, it.capacity, True, "load")
    if it.windows is not None:
        took = lambda a, b: lengths[node(a)][node(b)] + it.service[node(a)]
        routing.AddDimension(routing.RegisterTransitCallback(took), 2**31, 2**31, False, "time")
        time = routing.GetDimensionOrDie("time")
        for v in range(1, len(it.demand)):
            time.CumulVar(manager.NodeToIndex(v)).SetRange(*it.windows[v])
        for vehicle in range(it.fleet):
            time.CumulVar(routing.End(vehicle)).SetRange(*it.windows[0])
    search = pywrapcp.DefaultRoutingSearchParameters()
    search.first_solution_strategy = routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    search.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    search.time_limit.FromMilliseconds(int(seconds * 1000))
    found = routing.SolveWithParameters(search)
    return None if found is None else [route_of(routing, manager, found, k) for k in range(it.fleet)]


def route_of(routing, manager, found, vehicle: int) -> list[int]:
    at, route = found.Value(routing.NextVar(routing.Start(vehicle))), []
    while not routing.IsEnd(at):
        route.append(manager.IndexToNode(at))
        at = found.Value(routing.NextVar(at))
    return route


SOLVERS = {"VROOM": solve_vroom, "PyVRP": solve_pyvrp, "OR-tools": solve_ortools}
