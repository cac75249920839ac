from budget.models.bewijsstuk import Bewijsstuk
from budget.models.boeking import Akkoord, Boeking, Pot, Saldo
from budget.models.budget import Afsluiting, Budget, Dekking

__all__ = ["Afsluiting", "Akkoord", "Bewijsstuk", "Boeking", "Budget", "Dekking", "Pot", "Saldo"]
