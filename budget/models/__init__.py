from budget.models.boeking import Akkoord, Boeking, Pot, Saldo
from budget.models.budget import Budget, Dekking

__all__ = ["Akkoord", "Boeking", "Budget", "Dekking", "Pot", "Saldo"]
